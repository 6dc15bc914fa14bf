package io.nowait.runtime;

import java.util.List;

/**
 * How reservations of direct memory went that did not succeed at once, anywhere in the JVM.
 *
 * @param count how many there were
 * @param medianMicros the time that half of them took at most, in microseconds, rounded up by a quarter at most
 * @param p99Micros the same for 99 of 100
 * @param longestMicros the longest time
 * @param last the last few that took a millisecond or more, the oldest first
 * @param longest the longest few of those, the longest first
 */
public record StallsSnapshot(
        long count,
        long medianMicros,
        long p99Micros,
        long longestMicros,
        List<OneStall> last,
        List<OneStall> longest) {
    /** There was none. */
    static final StallsSnapshot NONE = new StallsSnapshot(0, 0, 0, 0, List.of(), List.of());

    /**
     * One of them.
     *
     * @param thread the thread's name
     * @param site {@code class.method:line}, or an empty string if it was not a rewritten call site
     * @param micros how long it took, in microseconds
     * @param stack where it was; empty if that could not be had
     */
    public record OneStall(String thread, String site, long micros, List<StackTraceElement> stack) {}
}
