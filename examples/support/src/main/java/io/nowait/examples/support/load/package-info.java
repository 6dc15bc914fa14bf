/**
 * An open-loop load of HTTP requests, from a process of its own.
 *
 * <p>{@link io.nowait.examples.support.load.LoadClient} is that process's main class;
 * {@link io.nowait.examples.support.load.Body} says what an answer must be.
 */
package io.nowait.examples.support.load;
