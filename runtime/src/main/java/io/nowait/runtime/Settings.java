package io.nowait.runtime;

/**
 * What the pool is told when it is installed.
 *
 * @param floor bytes in the smallest request that is pooled, 0 to 1 MiB
 * @param share part of the direct limit that the pool may hold, 0 to 1
 * @param most bytes that the pool may hold whatever the limit, 0 or more
 * @param trimSeconds seconds between two trims, 1 or more
 * @param reclaim when freed memory may be lent again: {@code grace}, {@code gc} or {@code strict}
 * @param mostPending bytes of freed memory that may wait for that, 0 or more; negative for a quarter of what the pool may hold
 * @param stallMillis milliseconds of silence after which a reader that others wait for is reported, 1 or more
 * @param contexts which threads may not wait
 * @param emergency bytes set aside for those, 0 or more; negative for what suits the pool
 * @param exhausted what they get when there is nothing: {@code stall}, the JDK's call, or {@code refuse}, an {@code OutOfMemoryError}
 */
public record Settings(
        int floor,
        double share,
        long most,
        int trimSeconds,
        String reclaim,
        long mostPending,
        long stallMillis,
        ThreadRule contexts,
        long emergency,
        String exhausted) {}
