package io.nowait.runtime.page;

/**
 * The memory of all slabs, in bytes.
 *
 * @param held all runs
 * @param lent runs under a live lease
 * @param free all others
 * @param counted what counts against the direct limit
 */
public record Holdings(long held, long lent, long free, long counted) {}
