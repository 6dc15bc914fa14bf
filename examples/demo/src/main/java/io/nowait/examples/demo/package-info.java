/**
 * A Netty HTTP server under load, plain and with the nowait agent, in turns.
 *
 * <p>{@link io.nowait.examples.demo.Demo} is the runner. It starts {@link io.nowait.examples.demo.Server} and
 * {@link io.nowait.examples.demo.LoadClient} in JVMs of their own and prints one table. The server knows nothing of nowait:
 * it is the same class with the same flags in both runs, and times its own allocations.
 */
package io.nowait.examples.demo;
