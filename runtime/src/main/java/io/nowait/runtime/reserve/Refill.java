package io.nowait.runtime.reserve;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Chain;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.Run;
import io.nowait.runtime.page.RunTable;
import io.nowait.runtime.page.SizeClasses;

/**
 * Keeps a stock between its watermarks. Only for the worker.
 *
 * <p><b>Each visit</b> zeroes the stock's dirty runs until {@code high} are clean: it costs the owner nothing and needs no
 * memory. When the clean ones have fallen to {@code low}, a quarter of high, or a request found nothing, it also brings runs
 * from the depot and, if those do not suffice, from the slabs.
 *
 * <p><b>Demand.</b> High begins at a few runs. A visit that finds that requests went without a clean run doubles it, to at
 * most twice the requests since the visit before: the owner may ask for as much again before the next one. {@link Trim}
 * lets it decay.
 *
 * <p><b>Saturation.</b> An owner that asks for more bytes than anyone can zero in that time is not helped by more runs, nor by
 * a worker that snatches them: it is best served by the run that it has just freed and that its cache holds. Its
 * dirty runs are left to it, and high stays.
 */
final class Refill {
    private static final int FIRST_RUNS = 8;
    private static final int FIRST_BYTES = 256 << 10;
    private static final int MOST_RUNS = 1024;
    private static final int MOST_BYTES = 16 << 20;

    /** Faster than a core zeroes memory that its cache does not hold. */
    private static final int ZEROED_BYTES_PER_NANO = 12;

    private final Pool pool;
    private final RunTable runs;

    Refill(Pool pool) {
        this.pool = pool;
        this.runs = pool.slabs.runs();
    }

    /** Runs that a new stock is given. */
    static int first(int sizeClass) {
        return Math.max(1, Math.min(FIRST_RUNS, FIRST_BYTES / SizeClasses.bytes(sizeClass)));
    }

    private int most(int sizeClass) {
        int bytes = SizeClasses.bytes(sizeClass);
        long share = pool.slabs.cap() / 8 / bytes;
        return (int) Math.max(1, Math.min(share, Math.min(MOST_RUNS, MOST_BYTES / bytes)));
    }

    /**
     * Looks after one stock.
     *
     * @param nanos time since the last visit
     * @param grow whether memory may be taken from the slabs
     * @return whether the owner has made requests since the last visit
     */
    boolean visit(Stock stock, long nanos, boolean grow) {
        // Each is read once, before the stacks are: what the owner asks for meanwhile belongs to the next visit.
        long requests = stock.requests - stock.requestsSeen;
        long misses = stock.misses - stock.missesSeen;
        long dry = stock.dry - stock.drySeen;
        stock.requestsSeen += requests;
        stock.missesSeen += misses;
        stock.drySeen += dry;
        if (stock.requestsSeen == 0) {
            // The owner only frees runs of this class: none of them is of use to it.
            return false;
        }
        stock.peak = Math.max(stock.peak, requests);
        boolean saturated = requests * SizeClasses.bytes(stock.sizeClass) > nanos * ZEROED_BYTES_PER_NANO;
        aim(stock, requests, dry, misses > 0 && !saturated);
        int clean = saturated ? stock.clean.depth() : zeroDirty(stock);
        if (requests > 0 && (dry > 0 || clean <= stock.high / 4)) {
            restock(stock, clean, grow);
        }
        return requests > 0;
    }

    private void aim(Stock stock, long requests, long dry, boolean more) {
        if (stock.high == 0) {
            stock.high = Math.min(first(stock.sizeClass), most(stock.sizeClass));
        }
        if (dry > 0 || more) {
            long doubled = Math.min(2L * stock.high, 2 * requests);
            stock.high = (int) Math.max(stock.high, Math.min(most(stock.sizeClass), doubled));
        }
    }

    private int zeroDirty(Stock stock) {
        int clean = stock.clean.depth();
        // Not more than lie there now: an owner that goes on freeing would keep the worker here.
        for (int left = stock.dirty.depth(); left > 0 && clean < stock.high; left--) {
            Run run = stock.dirty.pop();
            if (run == null) {
                break;
            }
            clean = store(stock, run);
        }
        return clean;
    }

    private void restock(Stock stock, int clean, boolean grow) {
        int wanted = stock.high - clean;
        while (wanted > 0) {
            Run chain = pool.depot.batches(stock.sizeClass).pop();
            if (chain == null && grow) {
                chain = pool.slabs.take(stock.sizeClass, wanted);
            }
            if (chain == null) {
                return;
            }
            wanted -= chain.depth();
            storeAll(stock, chain);
        }
    }

    private void storeAll(Stock stock, @Nullable Run chain) {
        for (Run run = chain; run != null; ) {
            Run next = Chain.below(runs, run);
            store(stock, run);
            run = next;
        }
    }

    private static int store(Stock stock, Run run) {
        Jdk.zero(run.address, run.dirty);
        run.dirty = 0;
        return stock.clean.push(run);
    }
}
