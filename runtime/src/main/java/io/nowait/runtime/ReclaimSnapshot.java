package io.nowait.runtime;

/**
 * How freed memory waits before it is lent again.
 *
 * @param readers threads and sections that grace periods wait for, those that are offline too
 * @param pending bytes that wait, with what threads may retire before they ask again
 * @param mostPending bytes that may wait
 * @param batches batches that have waited for a grace period
 * @param graceMedianMicros the time that half of them waited at most, in microseconds, rounded up by a quarter at most
 * @param graceP99Micros the same for 99 of 100
 * @param graceLongestMicros the longest time
 * @param backMedianMicros the time from the free of a batch's first run until all are in a reserve again, in half of the batches
 *     at most
 * @param backP99Micros the same for 99 of 100
 * @param unwaited frees that did not wait although there were readers: no more might wait, or memory was needed
 * @param leftToCollector buffers that were retired when no more might wait, and that the collector will bring back
 * @param stalls readers that were silent for long while others waited for them
 * @param quarantined runs that were to be lent too early, and never will be: a fault of nowait's
 * @param writesAfterFree buffers that were written to after they had been freed, as mode {@code strict} finds
 */
public record ReclaimSnapshot(
        int readers,
        long pending,
        long mostPending,
        long batches,
        long graceMedianMicros,
        long graceP99Micros,
        long graceLongestMicros,
        long backMedianMicros,
        long backP99Micros,
        long unwaited,
        long leftToCollector,
        long stalls,
        long quarantined,
        long writesAfterFree) {
    /** Nothing waits, and nothing has. */
    static final ReclaimSnapshot NONE = new ReclaimSnapshot(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
