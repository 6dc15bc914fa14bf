package io.nowait.runtime;

import io.nowait.runtime.nullness.Nullable;

/**
 * What was done at one call site.
 *
 * @param site {@code class.method:line}
 * @param hit allocations served from the thread's own reserve
 * @param refill allocations served from the depot
 * @param emergency allocations served from the emergency reserve
 * @param fallback allocations made without a run, for want of one
 * @param stall allocations made by the JDK whose reservation did not succeed at once
 * @param refused allocations refused by policy
 * @param bypass allocations made without a run because they are not pooled
 * @param bytes bytes asked for
 * @param liveBuffers buffers lent and not returned
 * @param liveBytes their capacities
 * @param nonBlockingBecause why what runs there may not wait, whichever thread does; null if that is for the thread to say
 * @param exhausted what those who may not wait get there when there is no memory, as in {@link Settings}; null if that is for the thread
 *     to say
 */
public record SiteSnapshot(
        String site,
        long hit,
        long refill,
        long emergency,
        long fallback,
        long stall,
        long refused,
        long bypass,
        long bytes,
        long liveBuffers,
        long liveBytes,
        @Nullable String nonBlockingBecause,
        @Nullable String exhausted) {
    /** Allocations, whatever came of them. */
    long allocations() {
        return hit + refill + emergency + fallback + stall + refused + bypass;
    }
}
