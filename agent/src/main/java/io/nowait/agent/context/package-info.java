/** Which threads are non-blocking: must not wait. Asked once for each thread. */
package io.nowait.agent.context;
