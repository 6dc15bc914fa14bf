package io.nowait.runtime;

import java.util.List;

/**
 * What the pool has done and holds, at one moment.
 *
 * @param hit allocations served from the thread's own reserve
 * @param refill allocations served from the depot
 * @param fallback allocations made by the JDK for want of a run
 * @param bypass allocations made by the JDK because that size or site is not pooled
 * @param sites by call site, in the order of their numbers
 * @param memory bytes held, by what holds them
 * @param reclaim how freed memory waits before it is lent again
 * @param seized runs that the worker took out of threads' reserves to give them back
 * @param doubleFrees frees of buffers that had been freed already, which did nothing
 * @param failures errors inside the pool that were kept from the application
 * @param sizing how much the pool may hold
 * @param refills how the reserves were filled
 */
public record Snapshot(
        long hit,
        long refill,
        long fallback,
        long bypass,
        List<SiteSnapshot> sites,
        MemorySnapshot memory,
        ReclaimSnapshot reclaim,
        long seized,
        long doubleFrees,
        long failures,
        SizingSnapshot sizing,
        RefillSnapshot refills) {}
