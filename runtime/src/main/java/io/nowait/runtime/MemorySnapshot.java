package io.nowait.runtime;

/**
 * The memory of all slabs, in bytes; {@code lent + retired + free + emergency = held}.
 *
 * @param lent in runs that are lent
 * @param retired in runs that have been freed and wait for a grace period or the collector's proof
 * @param free in all other runs
 * @param emergency in runs set aside for threads that may not wait
 * @param held in all slabs
 * @param counted counted against the direct limit
 */
public record MemorySnapshot(long lent, long retired, long free, long emergency, long held, long counted) {}
