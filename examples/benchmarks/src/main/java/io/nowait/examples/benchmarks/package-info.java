/**
 * What does a direct buffer cost: from the plain JDK, from the JDK under nowait, and from Netty's own pools?
 *
 * <p>Each {@link io.nowait.examples.benchmarks.Point point} is one JMH class asking one form of that question;
 * each {@link io.nowait.examples.benchmarks.Side side} is one way to answer it.
 * {@link io.nowait.examples.benchmarks.Benchmarks} runs all sides of a point in turns, each in a JVM of its own,
 * and prints them beside the {@link io.nowait.examples.benchmarks.Targets targets}.
 */
package io.nowait.examples.benchmarks;
