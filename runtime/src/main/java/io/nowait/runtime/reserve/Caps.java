package io.nowait.runtime.reserve;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.BatchStack;
import io.nowait.runtime.page.Chain;
import io.nowait.runtime.page.Run;
import io.nowait.runtime.page.SizeClasses;

/**
 * Holds what lies unlent within its caps. Only for the worker.
 *
 * <p><b>Per thread.</b> When the worker comes to a reserve it adds up its stocks. What is above the cap goes to the depot, from the stock
 * that holds the most; what is below is the room that the refill has. {@link Stock#brim} keeps the owner, too, from piling up more
 * than that of one size class between two visits.
 *
 * <p><b>Per size class.</b> A walk over all reserves adds up each size class, with the depot. No memory is taken for one that is at its
 * cap, and batches of the depot that are above it are parked.
 *
 * <p><b>In all.</b> {@link io.nowait.runtime.page.Slabs} takes no run beyond the cap. If that has been lowered, what is unlent is parked until
 * it holds.
 */
final class Caps {
    private final Pool pool;
    private Sizing sizing;

    /** Bytes unlent by size class, as the last whole walk found them, with what has been taken since. */
    private final long[] unlent = new long[SizeClasses.COUNT];

    private final long[] walked = new long[SizeClasses.COUNT];

    /** What the reserve in hand may still be given, in bytes. */
    private long room = Long.MAX_VALUE;

    Caps(Pool pool, Sizing sizing) {
        this.pool = pool;
        this.sizing = sizing;
    }

    /** From now on these hold. */
    void use(Sizing next) {
        sizing = next;
        if (next.cap() != pool.slabs.cap()) {
            pool.slabs.limitTo(next.cap());
        }
    }

    /** Begins with a reserve. */
    void enter(Reserve reserve) {
        long held = 0;
        for (Stock stock : reserve.stocks) {
            if (stock != null) {
                long bytes = bytes(stock);
                walked[stock.sizeClass] += bytes;
                held += bytes;
            }
        }
        while (held > sizing.inThread()) {
            long shed = shed(largest(reserve), held - sizing.inThread());
            if (shed == 0) {
                break; // the owner was quicker
            }
            held -= shed;
        }
        room = sizing.inThread() - held;
    }

    private static long bytes(Stock stock) {
        return (long) (stock.clean.depth() + stock.dirty.depth()) * SizeClasses.bytes(stock.sizeClass);
    }

    private static @Nullable Stock largest(Reserve reserve) {
        Stock largest = null;
        for (Stock stock : reserve.stocks) {
            if (stock != null && (largest == null || bytes(stock) > bytes(largest))) {
                largest = stock;
            }
        }
        return largest;
    }

    private long shed(@Nullable Stock stock, long excess) {
        if (stock == null) {
            return 0;
        }
        int bytes = SizeClasses.bytes(stock.sizeClass);
        int runs = (int) Math.min(Depot.batchSize(stock.sizeClass), (excess + bytes - 1) / bytes);
        Run chain = null;
        for (int moved = 0; moved < runs; moved++) {
            Run run = stock.dirty.pop();
            run = run == null ? stock.clean.pop() : run;
            if (run == null) {
                break;
            }
            chain = Chain.push(chain, run);
        }
        if (chain == null) {
            return 0;
        }
        pool.depot.put(chain);
        walked[stock.sizeClass] -= (long) chain.depth() * bytes;
        return (long) chain.depth() * bytes;
    }

    /** Runs of a size class that one stock may hold, whatever else its reserve holds. */
    int mostRuns(int sizeClass) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, sizing.inThread() / SizeClasses.bytes(sizeClass)));
    }

    /** Runs of a size class that the reserve in hand may be given. */
    int room(int sizeClass) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, room / SizeClasses.bytes(sizeClass)));
    }

    /** The reserve in hand has been given so much. */
    void given(int sizeClass, long bytes) {
        walked[sizeClass] += bytes;
        room -= bytes;
    }

    /** Runs of a size class that may be taken out of their slabs. */
    int mayTake(int sizeClass) {
        long left = sizing.inClass() - unlent[sizeClass];
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, left / SizeClasses.bytes(sizeClass)));
    }

    /** So much has been taken out of the slabs. */
    void taken(int sizeClass, long bytes) {
        unlent[sizeClass] += bytes;
    }

    /** Ends a walk over all reserves; parks what is above the caps. */
    void endWalk() {
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            int bytes = SizeClasses.bytes(sizeClass);
            BatchStack depot = pool.depot.batches(sizeClass);
            long held = walked[sizeClass] + (long) depot.runs() * bytes;
            while (held > sizing.inClass()) {
                Run batch = depot.pop();
                if (batch == null) {
                    break;
                }
                held -= (long) batch.depth() * bytes;
                pool.slabs.park(batch);
            }
            unlent[sizeClass] = held;
            walked[sizeClass] = 0;
        }
        if (isOver()) {
            parkUnlent();
        }
    }

    private void parkUnlent() {
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            while (isOver()) {
                Run batch = pool.depot.batches(sizeClass).pop();
                if (batch == null) {
                    break;
                }
                pool.slabs.park(batch);
            }
        }
        for (Reserve reserve = pool.reserves.after(null); reserve != null; reserve = pool.reserves.after(reserve)) {
            for (Stock stock : reserve.stocks) {
                if (stock != null && isOver()) {
                    pool.relinquishing.parkAll(stock.dirty);
                    pool.relinquishing.parkAll(stock.clean);
                }
            }
        }
        if (isOver()) {
            pool.emergency.giveUp();
        }
    }

    private boolean isOver() {
        return pool.slabs.counted() > sizing.cap();
    }
}
