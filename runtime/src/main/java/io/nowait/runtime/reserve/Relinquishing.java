package io.nowait.runtime.reserve;

import io.nowait.runtime.page.Chain;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.Run;
import io.nowait.runtime.page.RunStack;
import io.nowait.runtime.page.SizeClasses;
import java.util.concurrent.atomic.AtomicLong;

/** Takes runs that are not lent out of reserves and depot, and gives them back to their slabs. Only for the worker, but for what says otherwise. */
final class Relinquishing {
    private final Pool pool;
    private final AtomicLong seized = new AtomicLong();

    Relinquishing(Pool pool) {
        this.pool = pool;
    }

    /** Runs taken out of threads' reserves. Thread-safe. */
    long seized() {
        return seized.get();
    }

    /** Whether the pool holds nothing that could be given up, now or later. Read racily; thread-safe. */
    boolean isEmpty() {
        return pool.slabs.counted() == 0 && pool.budget.charged() == 0 && pool.freeing.loose.isEmpty();
    }

    /**
     * Gives up all that is not lent, so that an allocation about to fail at the direct limit finds the room that it would find
     * without this pool; what stays lent then counts as in the JDK. The emergency reserve is made up first, and goes last, and only if it
     * must.
     *
     * @param bytes for which there is to be room
     * @param urgency of the most urgent who ask for it
     */
    void relinquish(long bytes, Urgency urgency, long now) {
        while (pool.endDropped()) {
            // The JDK too frees what was dropped before it gives up.
        }
        pool.closeBatches(true);
        pool.reclaimer.reclaimOver();
        pool.reclaimer.makeRoom();
        for (Reserve reserve = pool.reserves.after(null); reserve != null; reserve = pool.reserves.after(reserve)) {
            for (Stock stock : reserve.stocks) {
                if (stock != null) {
                    pool.emergency.fillFrom(stock.clean, stock.sizeClass);
                    parkAll(stock.clean);
                    pool.emergency.fillFrom(stock.dirty, stock.sizeClass);
                    parkAll(stock.dirty);
                }
            }
        }
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            for (Run batch = pool.depot.batches(sizeClass).pop();
                    batch != null;
                    batch = pool.depot.batches(sizeClass).pop()) {
                pool.slabs.park(batch);
            }
        }
        pool.slabs.drainSettling();
        pool.slabs.trueUp();
        long room = Jdk.directLimit() - Jdk.totalCapacity();
        if (room < bytes) {
            pool.emergency.giveUp(bytes - room, urgency, now);
        }
    }

    /** Parks all runs of a stack. */
    void parkAll(RunStack stack) {
        Run chain = stack.takeAll();
        if (chain != null) {
            seized.addAndGet(chain.depth());
            pool.slabs.park(chain);
        }
    }

    /** Parks at most so many runs of a stack; how many there were. */
    int park(RunStack stack, int most) {
        Run chain = null;
        int parked = 0;
        for (; parked < most; parked++) {
            Run run = stack.pop();
            if (run == null) {
                break;
            }
            chain = Chain.push(chain, run);
        }
        seized.addAndGet(parked);
        pool.slabs.park(chain);
        return parked;
    }
}
