package io.nowait.runtime.reserve;

import java.util.List;

/**
 * How long reservations of direct memory took that did not succeed at their first attempt, anywhere in the JVM.
 *
 * @param count how many there were
 * @param medianNanos the time that half of them took at most, in nanoseconds, rounded up by a quarter at most
 * @param p99Nanos the same for 99 of 100
 * @param longestNanos the longest time
 * @param last the last few that took a millisecond or more, the oldest first
 * @param longest the longest few of those, the longest first
 */
public record AllocationWaits(
        long count,
        long medianNanos,
        long p99Nanos,
        long longestNanos,
        List<StalledAllocation> last,
        List<StalledAllocation> longest) {}
