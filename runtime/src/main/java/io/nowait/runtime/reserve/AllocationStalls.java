package io.nowait.runtime.reserve;

import io.nowait.runtime.count.Durations;
import java.util.ArrayList;
import java.util.List;

/**
 * The reservations of direct memory that did not succeed at their first attempt, wherever in the JVM they were made.
 *
 * <p>One begins when the advice of {@code Bits.reserveMemory} hears of an attempt that failed, and ends when it hears of one that succeeded, or
 * that the method throws. The thread itself takes its stack, at the end, and only if it will be kept: among the last, or the longest. Back
 * from a call that it made for a rewritten site, {@link #take} tells whether that stalled, and whose it was.
 *
 * <p>Thread-safe. The figures have a lock, which only threads that have stalled take, and those that ask; who did not stall, and the worker,
 * take none ({@link StallingThreads}). By thread rather than by reserve: a virtual thread may come back under another carrier.
 */
final class AllocationStalls {
    private static final int KEPT = 8;

    /** Shorter ones have no stack taken, which may cost as much. */
    private static final long SHORTEST_KEPT_NANOS = 1_000_000;

    /** An ended one that nobody has taken by then was not a rewritten site's. */
    private static final long LONGEST_UNTAKEN_NANOS = 1_000_000_000;

    private final StallingThreads threads = new StallingThreads();
    private final Durations durations = new Durations();
    private final ArrayList<Stalling> last = new ArrayList<>(KEPT + 1);

    /** The longest first. */
    private final ArrayList<Stalling> longest = new ArrayList<>(KEPT + 1);

    /** None. */
    AllocationStalls() {}

    /** Whether nobody is known to stall, or to have done so just now: then the caller did not. One load. */
    boolean isQuiet() {
        return threads.isEmpty();
    }

    /** Whether any thread is at its attempts. Read racily. */
    boolean anyWaits() {
        return !threads.isEmpty() && threads.anyGoesOn();
    }

    /**
     * An attempt of the caller's has failed.
     *
     * @return nanoseconds since the first that did
     */
    long begin() {
        Stalling its = threads.mine();
        long now = System.nanoTime();
        if (its != null && its.nanos < 0) {
            return now - its.begun;
        }
        if (its != null) {
            threads.remove();
        }
        threads.add(new Stalling(now));
        return 0;
    }

    /** The caller's reservation has succeeded, or failed for good. Nothing if it did not stall. */
    void end() {
        Stalling its = threads.mine();
        if (its != null && its.nanos < 0) {
            ended(its);
        }
    }

    private void ended(Stalling its) {
        record(its, Math.max(0, System.nanoTime() - its.begun));
        if (its.nanos >= SHORTEST_KEPT_NANOS) {
            StackTraceElement[] stack = new Throwable().getStackTrace();
            keep(its, stack);
        }
    }

    private synchronized void record(Stalling its, long nanos) {
        its.nanos = nanos;
        durations.record(nanos);
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

    /** Forgets what the caller has done before the call that it is about to make: that was the JDK's own doing. */
    void forget() {
        threads.remove();
    }

    /** Whether the call that the caller is back from stalled; if so, it was that site's. */
    boolean take(int site) {
        Stalling its = threads.remove();
        if (its == null) {
            return false;
        }
        its.site = site;
        return true;
    }

    /** Forgets those that nobody will take. For the worker. */
    void sweep(long now) {
        if (threads.needsSweep()) {
            threads.sweep(new Untaken(now));
        }
    }

    private record Untaken(long now) implements StallingThreads.Forgettable {
        @Override
        public boolean test(Thread thread, Stalling its) {
            long nanos = its.nanos;
            return (nanos >= 0 && now - its.begun - nanos > LONGEST_UNTAKEN_NANOS) || !thread.isAlive();
        }
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
