/**
 * The runner: starts the application of {@link io.nowait.examples.swap.app} in a plain JVM and in one with the agent, and
 * compares what came of it.
 */
package io.nowait.examples.swap;
