package io.nowait.runtime.reserve;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Chain;
import io.nowait.runtime.page.Run;
import io.nowait.runtime.reclaim.Batch;

/** What one thread retired of one size class, as a chain: the runs are their own links. Recycled. Only for the worker. */
final class RunBatch extends Batch {
    private final Retirement retirement;
    private @Nullable Stock home;
    private @Nullable Run top;
    private int size;
    private long retiredAt;
    private boolean uncounted;

    RunBatch(Retirement retirement) {
        this.retirement = retirement;
    }

    void fill(Stock from, Run chain, long since) {
        home = from;
        top = chain;
        size = chain.depth();
        retiredAt = since;
        uncounted = false;
    }

    /** The chain, for an audit. */
    @Nullable
    Run top() {
        return top;
    }

    @Override
    protected void stamp() {
        for (Run run = top; run != null; run = Chain.below(retirement.runs, run)) {
            run.token = token();
        }
    }

    @Override
    protected void reclaim() {
        Stock to = home;
        Run chain = top;
        // Let go of first: what an error leaves behind is then lost to the pool, and not given back twice.
        home = null;
        top = null;
        if (to != null) {
            to.inFlight--;
            if (chain != null) {
                retirement.giveBack(to, chain, size);
                retirement.durations().record(System.nanoTime() - retiredAt);
            }
        }
        retirement.recycle(this);
    }

    @Override
    protected boolean sift() {
        if (!retirement.anyProved()) {
            return false;
        }
        Run kept = null;
        int keptSize = 0;
        Run proved = null;
        int provedSize = 0;
        for (Run run = top; run != null; ) {
            Run next = Chain.below(retirement.runs, run);
            if (retirement.isProved(run)) {
                proved = Chain.push(proved, run);
                provedSize++;
            } else {
                kept = Chain.push(kept, run);
                keptSize++;
            }
            run = next;
        }
        top = kept;
        size = keptSize;
        Stock to = home;
        if (to == null || proved == null) {
            return false;
        }
        retirement.giveBackProved(to, proved, provedSize);
        return true;
    }

    @Override
    protected void makeRoom() {
        if (!uncounted) {
            uncounted = true;
            retirement.uncount(top);
        }
    }

    @Override
    protected boolean isEmpty() {
        return top == null;
    }
}
