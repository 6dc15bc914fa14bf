package io.nowait.runtime.reserve;

import io.nowait.runtime.count.Durations;
import io.nowait.runtime.nullness.Nullable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The reservations of direct memory that did not succeed at their first attempt, wherever in the JVM they were made.
 *
 * <p>One begins when the advice of {@code Bits.reserveMemory} hears of an attempt that failed, and ends when it hears of one that succeeded, or
 * that the method throws. The thread itself takes its stack, at the end, and only if it will be kept: among the last, or the longest. Back
 * from a call that it made for a rewritten site, {@link #take} tells whether that stalled, and whose it was.
 *
 * <p>Thread-safe through its own lock, which only threads that stall take, and those that ask; {@link #isQuiet} takes none. By thread
 * rather than by reserve: a virtual thread may come back under another carrier.
 */
final class AllocationStalls {
    private static final int KEPT = 8;

    /** Shorter ones have no stack taken, which may cost as much. */
    private static final long SHORTEST_KEPT_NANOS = 1_000_000;

    /** An ended one that nobody has taken by then was not a rewritten site's. */
    private static final long LONGEST_UNTAKEN_NANOS = 1_000_000_000;

    private final IdentityHashMap<Thread, Stalling> byThread = new IdentityHashMap<>();
    private final Durations durations = new Durations();
    private final ArrayList<Stalling> last = new ArrayList<>(KEPT + 1);

    /** The longest first. */
    private final ArrayList<Stalling> longest = new ArrayList<>(KEPT + 1);

    /** Size of the map. Written under the lock, and read without: by a thread for what it wrote itself, or racily. */
    private int known;

    /** How many go on. Written under the lock, read racily. */
    private int waiting;

    /** None. */
    AllocationStalls() {}

    /** Whether nobody is known to stall, or to have done so just now: then the caller did not. One load. */
    boolean isQuiet() {
        return known == 0;
    }

    /** Whether any thread is known to be at its attempts. One load. */
    boolean anyWaits() {
        return waiting > 0;
    }

    /**
     * An attempt of the caller's has failed.
     *
     * @return nanoseconds since the first that did
     */
    synchronized long begin() {
        Thread caller = Thread.currentThread();
        Stalling its = byThread.get(caller);
        long now = System.nanoTime();
        if (its == null || its.nanos >= 0) {
            its = new Stalling(now);
            byThread.put(caller, its);
            known = byThread.size();
            waiting++;
        }
        return now - its.begun;
    }

    /** The caller's reservation has succeeded, or failed for good. Nothing if it did not stall. */
    void end() {
        long now = System.nanoTime();
        Stalling ended = ended(now);
        if (ended != null && ended.nanos >= SHORTEST_KEPT_NANOS) {
            StackTraceElement[] stack = new Throwable().getStackTrace();
            keep(ended, stack);
        }
    }

    private synchronized @Nullable Stalling ended(long now) {
        Stalling its = byThread.get(Thread.currentThread());
        if (its == null || its.nanos >= 0) {
            return null;
        }
        its.nanos = Math.max(0, now - its.begun);
        waiting--;
        durations.record(its.nanos);
        return its;
    }

    private synchronized void keep(Stalling ended, StackTraceElement[] stack) {
        ended.thread = Thread.currentThread().getName();
        ended.stack = stack;
        last.add(ended);
        if (last.size() > KEPT) {
            last.remove(0);
        }
        int place = longest.size();
        while (place > 0 && longest.get(place - 1).nanos < ended.nanos) {
            place--;
        }
        longest.add(place, ended);
        if (longest.size() > KEPT) {
            longest.remove(KEPT);
        }
    }

    /** Whether the call that the caller is back from stalled; if so, it was that site's. */
    boolean take(int site) {
        return !isQuiet() && takeKnown(site);
    }

    private synchronized boolean takeKnown(int site) {
        Stalling its = byThread.remove(Thread.currentThread());
        known = byThread.size();
        if (its == null) {
            return false;
        }
        waiting -= its.nanos < 0 ? 1 : 0;
        its.site = site;
        return true;
    }

    /** Forgets those that nobody will take. For the worker. */
    void sweep(long now) {
        if (!isQuiet()) {
            sweepKnown(now);
        }
    }

    private synchronized void sweepKnown(long now) {
        int stillWaiting = 0;
        for (Iterator<Map.Entry<Thread, Stalling>> each = byThread.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Thread, Stalling> entry = each.next();
            Stalling its = entry.getValue();
            boolean untaken = its.nanos >= 0 && now - its.begun - its.nanos > LONGEST_UNTAKEN_NANOS;
            if (untaken || !entry.getKey().isAlive()) {
                each.remove();
            } else if (its.nanos < 0) {
                stillWaiting++;
            }
        }
        known = byThread.size();
        waiting = stillWaiting;
    }

    /** What there has been. */
    synchronized AllocationWaits waits() {
        return new AllocationWaits(
                durations.total(),
                durations.quantile(0.5),
                durations.quantile(0.99),
                durations.longest(),
                shown(last),
                shown(longest));
    }

    private static List<StalledAllocation> shown(List<Stalling> kept) {
        List<StalledAllocation> shown = new ArrayList<>();
        for (Stalling each : kept) {
            shown.add(each.shown());
        }
        return shown;
    }
}
