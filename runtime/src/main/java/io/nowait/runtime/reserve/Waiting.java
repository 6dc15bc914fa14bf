package io.nowait.runtime.reserve;

/**
 * What waits for a grace period, and how waiting went.
 *
 * @param readers readers that grace periods wait for, those that are offline too
 * @param pending bytes that wait, with what threads may retire before they ask again
 * @param mostPending bytes that may wait
 * @param unwaited frees that did not wait although there were readers, because no more might wait or memory was needed
 * @param leftToCollector buffers that were retired when no more might wait, and that the collector will bring back
 * @param stalls readers that were silent for long while others waited for them
 * @param quarantined runs that were to be lent too early, and never will be
 * @param writesAfterFree writes to freed memory that mode {@code strict} has found
 * @param batches batches that have waited
 * @param graceMedianNanos the time that half of them waited at most, in nanoseconds from the start of their grace period
 * @param graceP99Nanos the same for 99 of 100
 * @param graceLongestNanos the longest time
 * @param backMedianNanos the time from the free of a batch's first run until all are back, in half of the batches at most
 * @param backP99Nanos the same for 99 of 100
 */
public record Waiting(
        int readers,
        long pending,
        long mostPending,
        long unwaited,
        long leftToCollector,
        long stalls,
        long quarantined,
        long writesAfterFree,
        long batches,
        long graceMedianNanos,
        long graceP99Nanos,
        long graceLongestNanos,
        long backMedianNanos,
        long backP99Nanos) {}
