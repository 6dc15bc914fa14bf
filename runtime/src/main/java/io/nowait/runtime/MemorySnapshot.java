package io.nowait.runtime;

/**
 * The memory of all slabs, in bytes; {@code lent + free = held}.
 *
 * @param lent in runs that are lent
 * @param free in all other runs
 * @param held in all slabs
 * @param counted counted against the direct limit
 */
public record MemorySnapshot(long lent, long free, long held, long counted) {}
