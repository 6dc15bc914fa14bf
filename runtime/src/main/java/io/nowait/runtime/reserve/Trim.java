package io.nowait.runtime.reserve;

import io.nowait.runtime.page.BatchStack;
import io.nowait.runtime.page.Run;
import io.nowait.runtime.page.SizeClasses;

/**
 * Gives idle runs back to their slabs, and whole slabs with them to the system. Only for the worker.
 *
 * <p>Each trim takes half of what has lain idle since the one before: the runs of a stock from which nothing was asked, what
 * a stock holds beyond twice its demand, and the batches that the depot never came down to. The second in a row that finds some
 * idle takes all of that, so that what is not asked for any more is gone by the third trim. The high watermark falls in the
 * same way. When memory is short outside, one trim takes all.
 */
final class Trim {
    private static final int IDLE_TRIMS = 2;

    private final Pool pool;

    /** The fewest batches in the depot since the last trim, by size class. */
    private final int[] leastInDepot = new int[SizeClasses.COUNT];

    /** Trims in a row that found batches in the depot of which none had been asked for, by size class. */
    private final int[] idleTrims = new int[SizeClasses.COUNT];

    Trim(Pool pool) {
        this.pool = pool;
    }

    /** Notes how far the depot has been drawn down; once a turn of the worker. */
    void sample() {
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            int now = pool.depot.batches(sizeClass).depth();
            leastInDepot[sizeClass] = Math.min(leastInDepot[sizeClass], now);
        }
    }

    /**
     * Trims all reserves and the depot.
     *
     * @param all whether to take all that is idle, not half
     */
    void trim(boolean all) {
        for (Reserve reserve = pool.reserves.after(null); reserve != null; reserve = pool.reserves.after(reserve)) {
            for (Stock stock : reserve.stocks) {
                if (stock != null) {
                    trim(stock, all);
                }
            }
        }
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            trimDepot(sizeClass, all);
        }
    }

    private void trim(Stock stock, boolean all) {
        boolean idle = stock.requests == stock.requestsAtTrim;
        stock.idleTrims = idle ? stock.idleTrims + 1 : 0;
        boolean whole = all || stock.idleTrims >= IDLE_TRIMS;
        long needed = Math.max(Refill.first(stock.sizeClass), 2 * stock.demand);
        if (needed < stock.high) {
            stock.high = (int) (whole ? needed : Math.max(needed, stock.high / 2));
        }
        int held = stock.clean.depth() + stock.dirty.depth();
        int keep = stock.high;
        if (idle) {
            keep = whole ? 0 : held / 2;
        }
        int give = held - keep;
        give -= pool.relinquishing.park(stock.dirty, give);
        pool.relinquishing.park(stock.clean, give);
        stock.requestsAtTrim = stock.requests;
        stock.demand = 0;
    }

    private void trimDepot(int sizeClass, boolean all) {
        BatchStack batches = pool.depot.batches(sizeClass);
        int idle = leastInDepot[sizeClass];
        idleTrims[sizeClass] = idle > 0 ? idleTrims[sizeClass] + 1 : 0;
        int give = all || idleTrims[sizeClass] >= IDLE_TRIMS ? idle : (idle + 1) / 2;
        for (; give > 0; give--) {
            Run batch = batches.pop();
            if (batch == null) {
                break;
            }
            pool.slabs.park(batch);
        }
        leastInDepot[sizeClass] = batches.depth();
    }
}
