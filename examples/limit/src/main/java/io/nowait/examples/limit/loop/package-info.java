/** A Netty server whose event loops share the limit with blocking threads. */
package io.nowait.examples.limit.loop;
