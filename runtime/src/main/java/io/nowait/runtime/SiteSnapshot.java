package io.nowait.runtime;

import io.nowait.runtime.nullness.Nullable;

/**
 * What was done at one call site.
 *
 * @param site {@code class.method:line}
 * @param hit allocations served from the thread's own reserve
 * @param refill allocations served from the depot
 * @param fallback allocations made by the JDK for want of a run
 * @param bypass allocations made by the JDK because they are not pooled
 * @param bytes bytes asked for
 * @param liveBuffers buffers lent and not returned
 * @param liveBytes their capacities
 * @param nonBlockingBecause why what runs there may not wait, whichever thread does; null if that is for the thread to say
 */
public record SiteSnapshot(
        String site,
        long hit,
        long refill,
        long fallback,
        long bypass,
        long bytes,
        long liveBuffers,
        long liveBytes,
        @Nullable String nonBlockingBecause) {}
