package io.nowait.runtime;

/**
 * What the pool is told when it is installed. A negative number leaves the choice to the preset.
 *
 * @param floor bytes in the smallest request that is pooled, 0 to 1 MiB
 * @param preset name of the preset that says what the others leave open; empty for the one that suits the machine
 * @param share part of the direct limit that the pool may hold, 0 to 1
 * @param most bytes that the pool may hold whatever the limit
 * @param mostInThread bytes that one thread's reserve may hold unlent
 * @param mostInClass bytes of one size class that may lie unlent
 * @param trimSeconds seconds between two trims, 1 or more
 * @param reclaim when freed memory may be lent again: {@code grace}, {@code gc} or {@code strict}
 * @param mostPending bytes of freed memory that may wait for that; negative for a quarter of what the pool may hold
 * @param stallMillis milliseconds of silence after which a reader that others wait for is reported, 1 or more
 * @param collectSeconds seconds at least between two garbage collections that are asked for; 0 for never
 * @param contexts which threads may not wait, and who is exempt
 * @param emergency bytes set aside for those, 0 or more; negative for what suits the pool
 * @param exhausted what they get when there is nothing: {@code stall}, the JDK's call, or {@code refuse}, an {@code OutOfMemoryError};
 *     threads and sites that are exempt get the other
 */
public record Settings(
        int floor,
        String preset,
        double share,
        long most,
        long mostInThread,
        long mostInClass,
        int trimSeconds,
        String reclaim,
        long mostPending,
        long stallMillis,
        int collectSeconds,
        ThreadRule contexts,
        long emergency,
        String exhausted) {
    /** The {@link #exhausted} that is the JDK's call, which may wait. */
    static final String STALL = "stall";

    /** The {@link #exhausted} that is an {@code OutOfMemoryError}. */
    static final String REFUSE = "refuse";
}
