package io.nowait.runtime.reserve;

import io.nowait.runtime.count.SiteCounts;
import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.Lease;
import io.nowait.runtime.page.Run;
import io.nowait.runtime.page.RunStack;
import io.nowait.runtime.page.Slabs;
import io.nowait.runtime.reclaim.DeferredBuffers;
import io.nowait.runtime.reclaim.Freer;
import io.nowait.runtime.reclaim.GracePeriods;
import io.nowait.runtime.reclaim.Mode;
import io.nowait.runtime.reclaim.PendingBudget;
import java.lang.invoke.VarHandle;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes back what the pool has lent, loose buffers, and the buffers of the JDK's own that have to wait.
 *
 * <p>With no reader but the caller, a freed run goes back to the caller's stock at once. Otherwise it is retired: put on a stack of its
 * own, from which the worker closes batches ({@link Retirement}) that wait for a grace period. If the collector's proof is asked for,
 * the lease keeps the run until that comes. What does not fit into the budget of what may wait goes back at once, as in the JDK.
 *
 * <p><b>Errors may strike between any two steps</b> (the heap is full, the stack overflows). What is in the hand is noted in the reserve
 * first, and crossed out after the compare-and-set that puts it away, without a call in between, so that whoever comes next can
 * finish the work.
 *
 * <p>Thread-safe; nothing waits or takes a lock.
 */
final class Freeing {
    /** Runs in a stack of retired ones at which a sleeping worker is woken. */
    private static final int FULL_BATCH = 512;

    final DeferredBuffers deferred;
    final LooseBuffers loose;
    private final Slabs slabs;
    private final Depot depot;
    private final Reserves reserves;
    private final Retirement retirement;
    private final GracePeriods grace;
    private final PendingBudget budget;
    private final Mode mode;
    private final Demand demand;

    /** The time of the worker's last turn, in nanoseconds: a free need not ask for it. Written by the worker, read racily. */
    long clock = System.nanoTime();

    private final AtomicLong doubleFrees = new AtomicLong();
    private final AtomicLong unwaited = new AtomicLong();
    private final AtomicLong leftToCollector = new AtomicLong();

    Freeing(
            Slabs slabs,
            Depot depot,
            Reserves reserves,
            ReferenceQueue<ByteBuffer> dropped,
            Retirement retirement,
            GracePeriods grace,
            PendingBudget budget,
            Mode mode,
            Demand demand) {
        this.slabs = slabs;
        this.depot = depot;
        this.reserves = reserves;
        this.retirement = retirement;
        this.grace = grace;
        this.budget = budget;
        this.mode = mode;
        this.demand = demand;
        this.deferred = new DeferredBuffers(budget, new FreeOfJdk());
        this.loose = new LooseBuffers(dropped, reserves, deferred, grace, unwaited);
    }

    /** Frees of buffers that had been freed already. */
    long doubleFrees() {
        return doubleFrees.get();
    }

    /** Frees that did not wait although there were readers. */
    long unwaited() {
        return unwaited.get();
    }

    /** Buffers that were retired when no more might wait. */
    long leftToCollector() {
        return leftToCollector.get();
    }

    private final class FreeOfJdk implements Freer {
        @Override
        public void free(ByteBuffer buffer, boolean waited) {
            if (!waited) {
                unwaited.incrementAndGet();
            }
            Jdk.clean(buffer);
        }
    }

    /**
     * Gives a buffer back that the application frees.
     *
     * @return whether that is done, or will be; false for a buffer that the caller is to free as the JDK does
     */
    boolean free(ByteBuffer buffer) {
        Lease lease = slabs.leaseOf(buffer);
        if (lease == null) {
            return freeOfJdk(buffer);
        }
        endExplicitly(buffer, lease, false);
        return true;
    }

    /**
     * Gives a buffer back that the application retires, and relies on that: never before its grace period is over. If no more may
     * wait, it is left to the collector.
     *
     * @return whether that is done, or will be; false for a buffer that is not for freeing
     */
    boolean retire(ByteBuffer buffer) {
        // Orders the unlinking, by the caller, before the look at the readers; pairs with Reader.goOnline.
        VarHandle.fullFence();
        // The caller's own section, or iteration, counts too.
        boolean waits = mode.needsProof() || grace.readers().count() > 0;
        Lease lease = slabs.leaseOf(buffer);
        if (lease == null) {
            return retireOfJdk(buffer, waits);
        }
        endExplicitly(buffer, lease, waits);
        return true;
    }

    /** @param strictly whether a lease that may not wait stays live, for the collector to end, instead of ending at once */
    private void endExplicitly(@Nullable ByteBuffer buffer, Lease lease, boolean strictly) {
        Reserve reserve = reserves.mine();
        finishWork(reserve);
        if (strictly && lease.isLive()) {
            if (!budget.charge(reserve.credit, lease.run.bytes())) {
                leftToCollector.incrementAndGet();
                demand.unmet();
                return;
            }
            reserve.charged = lease.run.bytes();
        }
        if (!end(reserve, lease, false)) {
            doubleFrees.incrementAndGet();
        } else if (buffer != null) {
            Jdk.markFreed(buffer);
        }
    }

    /** Ends a lease as a free does, for a cleaner whose buffer is not known; nothing if it has ended. */
    void endByCleaner(Lease lease) {
        if (lease.isLive()) {
            endExplicitly(null, lease, false);
        }
    }

    private boolean retireOfJdk(ByteBuffer buffer, boolean waits) {
        if (Jdk.isMarkedFreed(buffer)) {
            doubleFrees.incrementAndGet();
            return true;
        }
        if (!waits || !Jdk.hasCleaner(buffer)) {
            return false;
        }
        Loose its = LooseBuffers.of(buffer);
        if (its != null && !its.isLive()) {
            doubleFrees.incrementAndGet();
        } else if (!(its == null ? deferred.deferStrictly(buffer) : loose.retire(its))) {
            leftToCollector.incrementAndGet();
        }
        return true;
    }

    private void uncharge(Reserve reserve) {
        int bytes = reserve.charged;
        if (bytes > 0) {
            // The addition is the last thing that it does: no error can strike between that and the next store.
            budget.release(bytes);
            reserve.charged = 0;
        }
    }

    /** Frees a buffer that is not lent: a loose one, or one of the JDK's own, waits for a grace period too. */
    private boolean freeOfJdk(ByteBuffer buffer) {
        if (Jdk.isMarkedFreed(buffer)) {
            doubleFrees.incrementAndGet();
            return true;
        }
        // Orders the unlinking, by the caller, before the look at the readers; pairs with Reader.goOnline.
        VarHandle.fullFence();
        Loose its = LooseBuffers.of(buffer);
        if (its != null) {
            if (!loose.free(its)) {
                doubleFrees.incrementAndGet();
            }
            return true;
        }
        if (!grace.readers().anyButCaller() || !Jdk.isOfJdk(buffer)) {
            return false;
        }
        boolean put = deferred.defer(buffer);
        if (!put) {
            unwaited.incrementAndGet();
        }
        demand.unmet();
        return put;
    }

    /**
     * Ends a lease, unless someone else was quicker.
     *
     * @param proved whether the collector has proved that no buffer or view reaches it
     * @return whether this call did
     */
    boolean giveBack(Lease lease, boolean proved) {
        Reserve reserve = reserves.mine();
        finishWork(reserve);
        return end(reserve, lease, proved);
    }

    private boolean end(Reserve reserve, Lease lease, boolean proved) {
        // A lease that this thread claimed before must not be noted again: after an error it would be put away twice.
        if (!lease.isLive()) {
            uncharge(reserve);
            return false;
        }
        SiteCounts counts = reserve.counts.at(lease.site);
        Stock stock = reserve.stock(lease.run.sizeClass);
        reserve.freeing = lease;
        if (!lease.claim(reserve.number)) {
            reserve.freeing = null;
            uncharge(reserve);
            return false;
        }
        counts.returned++;
        counts.returnedBytes += lease.capacity;
        if (mode == Mode.STRICT && !proved) {
            lease.freedAt(new Throwable("freed"));
        }
        putAway(reserve, stock, lease, proved);
        return true;
    }

    /** The collector has proved that nothing reaches a lease. For the worker. */
    void endProved(Lease lease) {
        if (giveBack(lease, true) || !lease.isRetired()) {
            return;
        }
        if (!lease.awaitsProof()) {
            // Its run waits for a grace period, or will in a moment.
            retirement.prove(lease);
            return;
        }
        lease.proofCame();
        Run run = lease.run;
        retirement.part(run);
        budget.release(run.bytes());
        if (run.isCounted()) {
            Reserve mine = reserves.mine();
            putIntoStock(mine, mine.stock(run.sizeClass), run);
        } else {
            slabs.settle(run);
        }
    }

    private void putAway(Reserve reserve, Stock stock, Lease lease, boolean proved) {
        if (!proved && mustWait(reserve, lease)) {
            retire(reserve, stock, lease);
            return;
        }
        lease.run.lease = null;
        stock.returns++;
        if (lease.isTrued()) {
            slabs.settle(lease.run);
            reserve.freeing = null;
        } else {
            putIntoStock(reserve, stock, lease.run);
        }
    }

    private void putIntoStock(Reserve reserve, Stock stock, Run run) {
        int depth = stock.dirty.push(run);
        reserve.freeing = null;
        if (depth >= stock.high + 2 * Depot.batchSize(stock.sizeClass)) {
            flush(reserve, stock);
        }
    }

    /**
     * Whether the run of a claimed lease has to wait, and may. The claim is a full fence between what the caller unlinked and the
     * look at the readers, as {@code anyButCaller} asks for.
     */
    private boolean mustWait(Reserve reserve, Lease lease) {
        if (reserve.charged > 0) {
            return true;
        }
        if (!mode.needsProof() && !grace.readers().anyButCaller()) {
            return false;
        }
        int bytes = lease.run.bytes();
        if (!budget.charge(reserve.credit, bytes)) {
            unwaited.incrementAndGet();
            demand.unmet();
            return false;
        }
        reserve.charged = bytes;
        return true;
    }

    private void retire(Reserve reserve, Stock stock, Lease lease) {
        lease.beginWait();
        if (mode == Mode.GC) {
            lease.awaitProof();
            reserve.freeing = null;
            reserve.charged = 0;
            return;
        }
        if (RunStack.isEmpty(stock.retired.head())) {
            stock.retiredAt = clock;
        }
        int depth = stock.retired.push(lease.run);
        reserve.freeing = null;
        reserve.charged = 0;
        if (depth % FULL_BATCH == 0 || budget.isScarce()) {
            demand.unmet();
        }
    }

    /** Moves the dirty runs of a stock to the depot, where the worker and other threads find them. */
    void flush(Reserve reserve, Stock stock) {
        Run chain = reserve.moving == null ? stock.dirty.takeAll() : null;
        if (chain != null) {
            reserve.moving = chain;
            if (depot.tryPut(chain) || stock.dirty.putAll(chain)) {
                reserve.moving = null;
            }
        }
    }

    /** Does what an error kept the owner from doing. For the owner, or when the owner is dead. */
    void finishWork(Reserve reserve) {
        Lease lease = reserve.freeing;
        if (lease == null) {
            uncharge(reserve);
        } else if (lease.isClaimedBy(reserve.number)) {
            // If the two have been parted already, there was nothing to wait for.
            boolean parted = lease.run.lease != lease;
            putAway(reserve, reserve.stock(lease.run.sizeClass), lease, parted);
        } else {
            reserve.freeing = null;
            uncharge(reserve);
        }
        Run chain = reserve.moving;
        if (chain != null && depot.tryPut(chain)) {
            reserve.moving = null;
        }
    }
}
