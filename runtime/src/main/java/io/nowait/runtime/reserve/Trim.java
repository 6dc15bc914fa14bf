package io.nowait.runtime.reserve;

import io.nowait.runtime.page.BatchStack;
import io.nowait.runtime.page.Run;
import io.nowait.runtime.page.SizeClasses;

/**
 * Gives idle runs back to their slabs, and whole slabs with them to the system. Only for the worker.
 *
 * <p>Each trim takes half of what has lain idle since the one before: the runs of a stock from which nothing was asked, what
 * a stock holds beyond twice its demand, and the batches that the depot never came down to. The fourth in a row
 * that finds some idle takes all of that.
 */
final class Trim {
    private static final int IDLE_TRIMS = 4;

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

    /** Trims all reserves and the depot. */
    void trim() {
        for (Reserve reserve = pool.reserves.after(null); reserve != null; reserve = pool.reserves.after(reserve)) {
            for (Stock stock : reserve.stocks) {
                if (stock != null) {
                    trim(stock);
                }
            }
        }
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            trimDepot(sizeClass);
        }
    }

    private void trim(Stock stock) {
        if (stock.requests == stock.requestsAtTrim) {
            stock.idleTrims++;
            boolean all = stock.idleTrims >= IDLE_TRIMS;
            int held = stock.clean.depth() + stock.dirty.depth();
            int give = all ? Integer.MAX_VALUE : (held + 1) / 2;
            give -= pool.relinquishing.park(stock.dirty, give);
            pool.relinquishing.park(stock.clean, give);
        } else {
            stock.idleTrims = 0;
            long needed = Math.max(Refill.first(stock.sizeClass), 2 * stock.demand);
            if (needed < stock.high) {
                stock.high = (int) Math.max(needed, stock.high / 2);
                pool.relinquishing.park(stock.clean, Math.max(0, stock.clean.depth() - stock.high));
            }
        }
        stock.requestsAtTrim = stock.requests;
        stock.demand = 0;
    }

    private void trimDepot(int sizeClass) {
        BatchStack batches = pool.depot.batches(sizeClass);
        int idle = leastInDepot[sizeClass];
        idleTrims[sizeClass] = idle > 0 ? idleTrims[sizeClass] + 1 : 0;
        int give = idleTrims[sizeClass] >= IDLE_TRIMS ? idle : (idle + 1) / 2;
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
