package io.nowait.runtime.reserve;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.reclaim.GracePeriods;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether an allocation may wait, and why not.
 *
 * <p>Four can say that it may not: the thread, once, when its reserve is made ({@link ContextRule}); the call site, when it is
 * numbered; that the caller is a virtual thread, which would take its carrier along; that the thread runs a selector loop.
 * Thread-safe.
 */
final class Contexts {
    /** Why a carrier may not wait. */
    static final String CARRIER = "carrier of virtual threads";

    private static final String LOOP = "selector loop";

    private final Reserves reserves;
    private final GracePeriods grace;

    Contexts(Reserves reserves, GracePeriods grace) {
        this.reserves = reserves;
        this.grace = grace;
    }

    /**
     * Whether the caller may not wait. A few loads; takes no lock, allocates nothing.
     *
     * @param mine the caller's reserve, or its carrier's
     * @param siteIsNonBlocking whether the call site is
     */
    boolean isNonBlocking(Reserve mine, boolean siteIsNonBlocking) {
        return mine.nonBlockingBecause != null
                || siteIsNonBlocking
                || Thread.currentThread() != mine.owner
                || grace.isLoop(mine.owner);
    }

    /**
     * The living threads that have a reserve, with their contexts. A thread that begins to be one thing or another
     * meanwhile may be shown as either.
     *
     * @param most how many at the most
     */
    List<ThreadContext> threads(int most) {
        List<ThreadContext> threads = new ArrayList<>();
        for (Reserve reserve = reserves.after(null);
                reserve != null && threads.size() < most;
                reserve = reserves.after(reserve)) {
            if (reserve.owner.isAlive()) {
                threads.add(new ThreadContext(reserve.owner.getName(), because(reserve)));
            }
        }
        return threads;
    }

    private @Nullable String because(Reserve reserve) {
        String because = reserve.nonBlockingBecause;
        return because == null && grace.isLoop(reserve.owner) ? LOOP : because;
    }
}
