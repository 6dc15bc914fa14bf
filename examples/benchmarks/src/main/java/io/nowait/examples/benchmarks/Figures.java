package io.nowait.examples.benchmarks;

import java.util.OptionalDouble;

/**
 * What one side did at one point and size.
 *
 * @param nanos time, in nanoseconds per operation
 * @param heapBytes heap bytes of all threads per operation, rounded: JMH's own few bytes an iteration make fractions
 * @param cpuNanos CPU time of the whole process, in nanoseconds per operation
 * @param hitShare the hits' share of all allocations, from 0 to 1; empty without the agent
 */
record Figures(double nanos, long heapBytes, double cpuNanos, OptionalDouble hitShare) {}
