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
 * <p><b>Each visit</b> looks at what has been asked for and then zeroes the stock's dirty runs until {@code high} are clean: it
 * costs the owner nothing and needs no memory. When the clean ones have fallen to {@code low}, a quarter of high, or a request
 * found nothing, it also brings runs from the depot and, if those do not suffice, from the slabs. The work is done in pieces
 * of about {@value #PIECE_BYTES} bytes, and nothing is in the worker's hand between two: memory that is touched for the first
 * time costs as much as a millisecond for a few MiB, and who waits for room or for freed memory must not wait for all of it.
 *
 * <p><b>Demand</b> is the most runs that were out at once since the last visit, beyond those that were out then. High begins at
 * a few runs; a visit that finds requests that went without a clean run raises it to twice the demand, for the owner may ask
 * for as much again before the next visit. {@link Trim} lets it decay. An owner that frees each run before it asks for the
 * next has a demand of one, however fast it is: it is best served by the run that it has just freed and that its cache
 * holds.
 *
 * <p><b>When the owner is left alone.</b> An owner that uses each of its runs many times between two visits, or takes more bytes
 * at once than a core can zero in that time (the worker measures itself), has no use for the few that could be zeroed for it:
 * its dirty runs are left to it, for its cache holds them. And one that takes bytes fast from others' returns zeroes what it
 * takes itself: it finds them in the depot, and the worker only sees to it that there are some.
 */
final class Refill {
    private static final int FIRST_RUNS = 8;
    private static final int FIRST_BYTES = 256 << 10;
    private static final int MOST_RUNS = 1024;
    private static final int MOST_BYTES = 16 << 20;

    private static final double USUAL_BYTES_PER_NANO = 8;

    /** Uses of a run between two visits from which on it is better left to its owner. */
    private static final int CYCLES = 8;

    /** What the owner asks for a nanosecond, from which on it zeroes what it takes from the depot. */
    private static final int FAST_BYTES_PER_NANO = 4;

    /** Bytes zeroed at a stretch, but for what the last run holds beyond. */
    private static final int PIECE_BYTES = 256 << 10;

    /** Bytes zeroed before the speed is reckoned anew. */
    private static final long SAMPLE_BYTES = 4 << 20;

    private final Pool pool;
    private final Caps caps;
    private final RunTable runs;
    private double bytesPerNano = USUAL_BYTES_PER_NANO;
    private long zeroedBytes;
    private long zeroingNanos;

    /** Dirty runs that the current visit is still to look at. */
    private int dirtyLeft;

    /** Runs that the current visit is still to bring. */
    private int wanted;

    /** Whether the current visit has yet to see how many runs it is to bring. */
    private boolean undecided;

    private boolean ranDry;
    private boolean leftToOwner;

    /** What may be taken from the slabs in this turn, in pieces of at most a batch. */
    private int piecesLeft = Integer.MAX_VALUE;

    private boolean anyTaken;
    private boolean anyDry;

    Refill(Pool pool) {
        this.pool = pool;
        this.caps = pool.caps;
        this.runs = pool.slabs.runs();
    }

    /** Runs that a new stock is given. */
    static int first(int sizeClass) {
        return Math.max(1, Math.min(FIRST_RUNS, FIRST_BYTES / SizeClasses.bytes(sizeClass)));
    }

    private int most(int sizeClass) {
        int bytes = SizeClasses.bytes(sizeClass);
        long share = Math.min(pool.slabs.cap() / 8 / bytes, caps.mostRuns(sizeClass));
        return (int) Math.max(1, Math.min(share, Math.min(MOST_RUNS, MOST_BYTES / bytes)));
    }

    /**
     * Begins a turn, in which each stock is visited.
     *
     * @param pieces how many pieces may be taken from the slabs
     */
    void begin(int pieces) {
        piecesLeft = pieces;
        anyTaken = false;
        anyDry = false;
    }

    /** Whether anything was taken from the slabs in this turn. */
    boolean hasTaken() {
        return anyTaken;
    }

    /** Whether an owner had found no run at all. */
    boolean foundDry() {
        return anyDry;
    }

    /**
     * Begins to look after one stock, and ends what was left to do for the one before; {@link #proceed} does the work.
     *
     * @param nanos time since the last visit
     * @return whether the owner has made requests since the last visit
     */
    boolean visit(Stock stock, long nanos) {
        // Each is read once, before the stacks are: what the owner asks for meanwhile belongs to the next visit.
        long requests = stock.requests - stock.requestsSeen;
        long misses = stock.misses - stock.missesSeen;
        long dry = stock.dry - stock.drySeen;
        stock.requestsSeen += requests;
        stock.missesSeen += misses;
        stock.drySeen += dry;
        dirtyLeft = 0;
        wanted = 0;
        undecided = requests > 0;
        if (stock.requestsSeen == 0) {
            // The owner only frees runs of this class: they are of use to others.
            Run chain = stock.dirty.takeAll();
            if (chain != null) {
                pool.depot.put(chain);
            }
            return false;
        }
        long peak = stock.peak;
        stock.peak = 0;
        stock.base = stock.out();
        stock.demand = Math.max(stock.demand, peak);
        int bytes = SizeClasses.bytes(stock.sizeClass);
        boolean alone = requests > CYCLES * peak || outruns(peak * bytes, nanos);
        ranDry = dry > 0;
        anyDry |= ranDry;
        leftToOwner = requests * bytes > nanos * FAST_BYTES_PER_NANO;
        aim(stock, peak, ranDry || (misses > 0 && !alone));
        stock.brim = Math.min(stock.high + 2 * Depot.batchSize(stock.sizeClass), caps.mostRuns(stock.sizeClass));
        if (!alone) {
            // Not more than lie there now: an owner that goes on freeing would keep the worker here.
            dirtyLeft = stock.dirty.depth();
        }
        return requests > 0;
    }

    /**
     * Does a piece of what the visit found to be done.
     *
     * @param grow whether memory may be taken from the slabs
     * @return whether there is more
     */
    boolean proceed(Stock stock, boolean grow) {
        if (dirtyLeft > 0) {
            zeroDirty(stock);
            return dirtyLeft > 0 || undecided;
        }
        if (undecided) {
            undecided = false;
            decide(stock, grow);
        } else if (wanted > 0) {
            restock(stock, grow);
        }
        return wanted > 0;
    }

    private void decide(Stock stock, boolean grow) {
        int clean = stock.clean.depth();
        if (!ranDry && clean > stock.high / 4) {
            return;
        }
        int room = caps.room(stock.sizeClass);
        if (leftToOwner || room == 0) {
            stockDepot(stock, ranDry && grow);
        } else {
            wanted = Math.min(room, stock.high - clean);
        }
    }

    /** Whether so many bytes are more than the worker can zero in that time. */
    private boolean outruns(long bytes, long nanos) {
        if (bytes <= nanos * bytesPerNano) {
            return false;
        }
        // A worker that was kept from its processor measures too low a speed, and measures none while it leaves the
        // owner
        // alone: let the figure recover.
        bytesPerNano += Math.max(0, (USUAL_BYTES_PER_NANO - bytesPerNano) / 256);
        return true;
    }

    private void stockDepot(Stock stock, boolean grow) {
        if (!grow || pool.depot.batches(stock.sizeClass).depth() > 0) {
            return;
        }
        Run chain = take(stock.sizeClass, stock.high);
        if (chain != null) {
            pool.depot.put(chain);
        }
    }

    private @Nullable Run take(int sizeClass, int most) {
        int number = Math.min(most, caps.mayTake(sizeClass));
        if (number == 0 || piecesLeft == 0) {
            return null;
        }
        Run chain = pool.slabs.take(sizeClass, piecesLeft == 1 ? Math.min(number, Depot.batchSize(sizeClass)) : number);
        if (chain != null) {
            piecesLeft--;
            anyTaken = true;
            caps.taken(sizeClass, (long) chain.depth() * chain.bytes());
        }
        return chain;
    }

    private void aim(Stock stock, long peak, boolean more) {
        if (stock.high == 0) {
            stock.high = Math.min(first(stock.sizeClass), most(stock.sizeClass));
        }
        if (more) {
            stock.high = (int) Math.max(stock.high, Math.min(most(stock.sizeClass), 2 * peak));
        }
    }

    private void zeroDirty(Stock stock) {
        long began = System.nanoTime();
        zeroDirtyRuns(stock);
        measure(System.nanoTime() - began);
    }

    private void measure(long nanos) {
        zeroingNanos += nanos;
        if (zeroedBytes >= SAMPLE_BYTES) {
            bytesPerNano = (double) zeroedBytes / Math.max(1, zeroingNanos);
            zeroedBytes = 0;
            zeroingNanos = 0;
        }
    }

    private void zeroDirtyRuns(Stock stock) {
        int clean = stock.clean.depth();
        for (long end = zeroedBytes + PIECE_BYTES; dirtyLeft > 0 && zeroedBytes < end; dirtyLeft--) {
            Run run = clean < stock.high ? stock.dirty.pop() : null;
            if (run == null) {
                dirtyLeft = 0;
                return;
            }
            zeroedBytes += run.dirty;
            clean = store(stock, run);
        }
    }

    private void restock(Stock stock, boolean grow) {
        int piece = Math.max(1, Math.min(wanted, PIECE_BYTES / SizeClasses.bytes(stock.sizeClass)));
        Run chain = pool.depot.batches(stock.sizeClass).pop();
        if (chain == null && grow) {
            chain = take(stock.sizeClass, piece);
        }
        if (chain == null) {
            wanted = 0;
            return;
        }
        int before = wanted;
        Run rest = storeSome(stock, chain, piece);
        caps.given(stock.sizeClass, (long) (before - wanted) * SizeClasses.bytes(stock.sizeClass));
        if (rest != null) {
            pool.depot.put(rest);
        }
    }

    private @Nullable Run storeSome(Stock stock, Run chain, int most) {
        Run rest = chain;
        for (int stored = 0; rest != null && stored < most; stored++) {
            Run run = rest;
            rest = Chain.below(runs, run);
            store(stock, run);
            wanted--;
        }
        return rest;
    }

    private static int store(Stock stock, Run run) {
        Jdk.zero(run.address, run.dirty);
        run.dirty = 0;
        return stock.clean.push(run);
    }
}
