package io.nowait.runtime;

import java.util.List;

/**
 * What the pool has done and holds, at one moment.
 *
 * @param hit allocations served from the thread's own reserve
 * @param refill allocations served from the depot
 * @param emergency allocations served from the emergency reserve
 * @param fallback allocations made without a run, for want of one
 * @param stall allocations made by the JDK whose reservation did not succeed at once
 * @param refused allocations refused by policy
 * @param bypass allocations made without a run because that size or site is not pooled
 * @param sites by call site, in the order of their numbers
 * @param threads living threads that have a reserve, {@link Control#MOST_THREADS} of them at the most
 * @param memory bytes held, by what holds them
 * @param stalls how reservations went that did not succeed at once
 * @param reclaim how freed memory waits before it is lent again
 * @param seized runs that the worker took out of threads' reserves to give them back
 * @param doubleFrees frees of buffers that had been freed already, which did nothing
 * @param failures errors inside the pool that were kept from the application
 */
public record Snapshot(
        long hit,
        long refill,
        long emergency,
        long fallback,
        long stall,
        long refused,
        long bypass,
        List<SiteSnapshot> sites,
        List<ThreadSnapshot> threads,
        MemorySnapshot memory,
        StallsSnapshot stalls,
        ReclaimSnapshot reclaim,
        long seized,
        long doubleFrees,
        long failures) {}
