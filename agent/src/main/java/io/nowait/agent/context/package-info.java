/** Which threads are non-blocking: must not wait; and which get something else than usual at the end. Asked once for each thread. */
package io.nowait.agent.context;
