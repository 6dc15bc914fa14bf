package io.nowait.runtime.page;

/**
 * The memory of all slabs, in bytes.
 *
 * @param held all runs
 * @param lent runs under a live lease
 * @param retired freed runs that wait for a grace period or the collector's proof
 * @param free all others
 * @param counted what counts against the direct limit
 */
public record Holdings(long held, long lent, long retired, long free, long counted) {}
