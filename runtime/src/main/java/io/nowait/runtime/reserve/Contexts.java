package io.nowait.runtime.reserve;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.reclaim.GracePeriods;
import io.nowait.runtime.reclaim.Reader;
import io.nowait.runtime.reclaim.Readers;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether an allocation may wait, and why not; and whether it is refused, if it may not and there is nothing for it.
 *
 * <p>Four can say that it may not: the thread, once, when its reserve is made ({@link ContextRule}); the call site, when it is
 * numbered; that the caller is a virtual thread, which would take its carrier along; that the thread runs a selector loop.
 *
 * <p>Who is refused follows from the policy: what it says usually, and whether the thread or the site is exempt, for whom it is the
 * other way round. That is decided at the same times. Thread-safe.
 */
final class Contexts {
    /** Why a carrier may not wait. */
    static final String CARRIER = "carrier of virtual threads";

    private static final String LOOP = "selector loop";

    private final Reserves reserves;
    private final Readers readers;
    private final boolean usuallyRefuses;

    Contexts(Reserves reserves, GracePeriods grace, boolean usuallyRefuses) {
        this.reserves = reserves;
        this.readers = grace.readers();
        this.usuallyRefuses = usuallyRefuses;
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
                || isLoop(mine);
    }

    /**
     * Whether the caller, which may not wait, is refused what there is no memory for. One that is exempt suffices, be it the thread or the
     * site. A few loads.
     *
     * @param mine the caller's reserve, or its carrier's
     */
    boolean refuses(Reserve mine, SiteContext site) {
        boolean callerIsExempt = Thread.currentThread() == mine.owner ? mine.exempt : reserves.virtualThreadsAreExempt;
        return refuses(callerIsExempt || site.exempt());
    }

    /** Whether those are refused who are exempt, or who are not. */
    boolean refuses(boolean exempt) {
        return usuallyRefuses != exempt;
    }

    /** For the owner, which keeps what it found: it stays the same reader, and none until another thread or itself becomes one. */
    private boolean isLoop(Reserve mine) {
        Reader reader = mine.reader;
        if (reader == null) {
            int additions = readers.additions();
            if (additions == mine.additionsWithoutReader) {
                return false;
            }
            reader = readers.find(mine.owner);
            mine.reader = reader;
            mine.additionsWithoutReader = additions;
        }
        return reader != null && reader.isLoop();
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
                threads.add(new ThreadContext(reserve.owner.getName(), because(reserve), reserve.exempt));
            }
        }
        return threads;
    }

    private @Nullable String because(Reserve reserve) {
        String because = reserve.nonBlockingBecause;
        Reader reader = because == null ? readers.find(reserve.owner) : null;
        return reader != null && reader.isLoop() ? LOOP : because;
    }
}
