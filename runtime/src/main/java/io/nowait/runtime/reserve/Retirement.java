package io.nowait.runtime.reserve;

import io.nowait.runtime.count.Durations;
import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Audit;
import io.nowait.runtime.page.Chain;
import io.nowait.runtime.page.Lease;
import io.nowait.runtime.page.Run;
import io.nowait.runtime.page.RunStack;
import io.nowait.runtime.page.RunTable;
import io.nowait.runtime.page.Slabs;
import io.nowait.runtime.reclaim.Batch;
import io.nowait.runtime.reclaim.Mode;
import io.nowait.runtime.reclaim.PendingBudget;
import io.nowait.runtime.reclaim.Reclaimer;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The worker's part of retiring: closes what threads have retired into batches, and gives it back when the batches have waited.
 *
 * <p>A run goes back to the thread that freed it, which is the likeliest to ask again; what that one has no use for, and what it
 * left when it died, goes to the depot. A run that has ceased to count at the direct limit is parked. Only for the worker,
 * but for the figure.
 */
final class Retirement {
    /** Batches of one stock that wait at the same time, but for need; what comes meanwhile stays where it was put. */
    private static final int IN_FLIGHT = 2;

    final RunTable runs;
    private final Slabs slabs;
    private final Depot depot;
    private final Reserves reserves;
    private final PendingBudget budget;
    private final Mode mode;
    private final Incidents incidents;
    private final ArrayDeque<RunBatch> spare = new ArrayDeque<>();
    private final Durations durations = new Durations();
    private final AtomicLong writesAfterFree = new AtomicLong();

    /** Whether some run may wait although the collector has proved it unreachable. */
    private boolean anyProved;

    Retirement(Slabs slabs, Depot depot, Reserves reserves, PendingBudget budget, Mode mode, Incidents incidents) {
        this.runs = slabs.runs();
        this.slabs = slabs;
        this.depot = depot;
        this.reserves = reserves;
        this.budget = budget;
        this.mode = mode;
        this.incidents = incidents;
    }

    /** The time from the free of each batch's first run until all of the batch were back. */
    Durations durations() {
        return durations;
    }

    /** Writes to freed memory that have been found. Thread-safe. */
    long writesAfterFree() {
        return writesAfterFree.get();
    }

    /**
     * Closes what all threads have retired.
     *
     * @param all also of stocks of which enough batches wait
     * @return the batches, linked, or null if there are none
     */
    @Nullable
    Batch close(boolean all) {
        Batch closed = null;
        for (Reserve reserve = reserves.after(null); reserve != null; reserve = reserves.after(reserve)) {
            closed = close(reserve, closed, all);
        }
        return closed;
    }

    /** Takes back what threads may retire without asking, if hardly anything more may wait. */
    void takeBackIfScarce() {
        if (!budget.isScarce()) {
            return;
        }
        for (Reserve reserve = reserves.after(null); reserve != null; reserve = reserves.after(reserve)) {
            budget.takeBack(reserve.credit);
        }
    }

    /** Closes what one thread has retired, and links the batches before others. */
    @Nullable
    Batch close(Reserve reserve, @Nullable Batch others, boolean all) {
        Batch closed = others;
        for (Stock stock : reserve.stocks) {
            if (stock != null && (all || stock.inFlight < IN_FLIGHT)) {
                closed = close(stock, closed);
            }
        }
        return closed;
    }

    private @Nullable Batch close(Stock stock, @Nullable Batch others) {
        if (RunStack.isEmpty(stock.retired.head())) {
            return others;
        }
        // The object first: what has been taken from the stack must not be lost to a full heap.
        RunBatch batch = empty();
        if (batch == null) {
            return others;
        }
        long since = stock.retiredAt; // before the owner may put the first on an empty stack again
        Run chain = stock.retired.takeAll();
        if (chain != null) {
            batch.fill(stock, chain, since);
            stock.inFlight++;
        }
        return Reclaimer.link(batch, others);
    }

    private @Nullable RunBatch empty() {
        if (!spare.isEmpty()) {
            return spare.pop();
        }
        try {
            return new RunBatch(this);
        } catch (OutOfMemoryError later) {
            return null; // what has been retired stays where it is, and other batches are in the caller's hand
        }
    }

    /** Takes a batch back that is empty. */
    void recycle(RunBatch batch) {
        spare.push(batch);
    }

    /** Gives runs back whose grace period is over; in mode {@code strict} they are poisoned, and wait on for the collector's proof. */
    void giveBack(Stock home, Run chain, int size) {
        home.matured += size;
        int room = home.abandoned ? 0 : home.high + 2 * Depot.batchSize(home.sizeClass) - home.dirty.depth();
        int released = 0;
        Run uncounted = null;
        Run surplus = null;
        for (Run run = chain; run != null; ) {
            Run next = Chain.below(runs, run);
            if (mode != Mode.STRICT || !awaitsProof(run)) {
                part(run);
                released++;
                if (!run.isCounted()) {
                    uncounted = Chain.push(uncounted, run);
                } else if (room-- > 0) {
                    home.dirty.push(run);
                } else {
                    surplus = Chain.push(surplus, run);
                }
            }
            run = next;
        }
        budget.release((long) released * chain.bytes());
        slabs.park(uncounted);
        if (surplus != null) {
            depot.put(surplus);
        }
    }

    private static boolean awaitsProof(Run run) {
        Lease lease = run.lease;
        if (lease == null || lease.isProved()) {
            return false;
        }
        Poison.put(lease);
        lease.awaitProof();
        return true;
    }

    /** Gives runs back whose grace period is not over, but which nothing reaches. */
    void giveBackProved(Stock home, Run chain, int size) {
        for (Run run = chain; run != null; run = Chain.below(runs, run)) {
            run.token = 0;
        }
        giveBack(home, chain, size);
    }

    /** Gives back what the collector has proved unreachable before it came into a batch; whether there was any. */
    boolean siftUnclosed() {
        boolean any = false;
        if (!anyProved) {
            return false;
        }
        // The batches have been looked through before. What is on its way from a thread's hand comes later, and may
        // wait.
        anyProved = false;
        for (Reserve reserve = reserves.after(null); reserve != null; reserve = reserves.after(reserve)) {
            for (Stock stock : reserve.stocks) {
                if (stock != null) {
                    any |= sift(stock);
                }
            }
        }
        return any;
    }

    private boolean sift(Stock stock) {
        Run proved = null;
        Run next;
        for (Run run = stock.retired.takeAll(); run != null; run = next) {
            next = Chain.below(runs, run);
            if (isProved(run)) {
                proved = Chain.push(proved, run);
            } else {
                stock.retired.push(run);
            }
        }
        if (proved == null) {
            return false;
        }
        giveBackProved(stock, proved, proved.depth());
        return true;
    }

    /** Parts a run from its lease, and looks whether its memory was written to since it was poisoned. */
    void part(Run run) {
        Lease lease = run.lease;
        if (lease != null) {
            run.lease = null;
            try {
                report(Poison.find(lease));
            } catch (OutOfMemoryError unreported) {
                writesAfterFree.incrementAndGet(); // the others of its batch must not be lost for that
            }
        }
    }

    private void report(@Nullable WriteAfterFree write) {
        if (write != null) {
            writesAfterFree.incrementAndGet();
            incidents.writtenAfterFree(write);
        }
    }

    /** The collector has proved that nothing reaches a lease that waits for a grace period. */
    void prove(Lease lease) {
        lease.prove();
        anyProved = true;
    }

    /** Whether the collector has proved that nothing reaches a run that waits. */
    boolean isProved(Run run) {
        Lease lease = run.lease;
        return lease != null && lease.isProved();
    }

    /** Whether looking for such runs is worth while. */
    boolean anyProved() {
        return anyProved;
    }

    /** Takes a chain that waits off the direct limit's count. */
    void uncount(@Nullable Run chain) {
        slabs.uncountAll(chain);
    }

    /** Enters what waits, in those batches and before it comes into one, into an audit. */
    void enter(Audit audit, @Nullable Batch oldest) {
        for (Batch batch = oldest; batch != null; batch = batch.next()) {
            if (batch instanceof RunBatch runsThatWait) {
                audit.addRetired("waiting for a grace period", runsThatWait.top());
            }
        }
        for (Reserve reserve = reserves.after(null); reserve != null; reserve = reserves.after(reserve)) {
            for (Stock stock : reserve.stocks) {
                if (stock != null) {
                    audit.addRetired("retired by " + reserve.number, stock.retired.top(stock.retired.head()));
                }
            }
        }
    }
}
