package io.nowait.runtime.reserve;

import io.nowait.runtime.count.SiteCounts;
import io.nowait.runtime.count.Tally;
import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Holdings;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.Lease;
import io.nowait.runtime.page.Run;
import io.nowait.runtime.page.RunStack;
import io.nowait.runtime.page.SizeClasses;
import io.nowait.runtime.page.Slabs;
import io.nowait.runtime.reclaim.Batch;
import io.nowait.runtime.reclaim.GracePeriods;
import io.nowait.runtime.reclaim.PendingBudget;
import io.nowait.runtime.reclaim.Reclaimer;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lends runs and takes them back.
 *
 * <p><b>Lending.</b> The thread's stock of the size class: a clean run, else the newest dirty one, zeroed as far as the
 * request goes and the dirt reaches ({@code hit}). Else a batch from the depot, from which the same is done
 * ({@code refill}). What comes then is the business of {@link AfterMiss}.
 *
 * <p><b>Freeing</b> is the business of {@link Freeing}; what waits then, of {@link Retirement}.
 *
 * <p><b>Errors may strike between any two steps</b> (the heap is full, the stack overflows). Buffer and lease are made before
 * the run is popped; between the compare-and-set that pops it and the store that gives it its lease there is no call. From
 * then on the lease owns the run: if zeroing fails, nobody holds the buffer, and the garbage collector's proof brings the
 * run back.
 *
 * <p><b>Cost of a hit.</b> No lock, no system call; one compare-and-set to lend, two to give back, on words that only the owner
 * and, now and then, the worker write; two objects.
 *
 * <p>Thread-safe. Nothing on the way of lending waits or takes a lock; who asks for figures takes the locks
 * of the slabs and the reserves, and {@link #makeRoom} waits for the worker.
 */
public final class Pool {
    private static final int MOST_DROPPED_A_TURN = 4096;

    /** How often a thread tries to take a run while others, or the worker, take or put some at the same stack. */
    private static final int ATTEMPTS = 64;

    /** How long a thread that may wait is kept from the emergency reserve: not to the last of the JDK's attempts, which come within half a second. */
    private static final long PATIENCE_NANOS = 100_000_000;

    final Slabs slabs;
    final Depot depot;
    final Reserves reserves;
    final Caps caps;
    final ReferenceQueue<ByteBuffer> dropped = new ReferenceQueue<>();
    final Retirement retirement;
    final Reclaimer reclaimer;
    final Freeing freeing;
    final Contexts contexts;
    final Emergency emergency;
    final AllocationStalls stalls = new AllocationStalls();
    final Relinquishing relinquishing = new Relinquishing(this);
    private final AfterMiss afterMiss;
    private final GracePeriods grace;
    final PendingBudget budget;
    private final Incidents incidents;
    final RunStack quarantine;
    private final Demand demand;
    private final int floor;
    private final int ceiling;

    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong quarantined = new AtomicLong();

    /**
     * An empty pool.
     *
     * @param floor bytes in the smallest request that is pooled; 1 at the least
     * @param sizing how much it may hold
     * @param demand told when a request found no run
     * @param grace the grace periods that freed runs wait for
     */
    public Pool(int floor, Sizing sizing, Demand demand, GracePeriods grace, Policy policy, Incidents incidents) {
        this(floor, new Slabs(sizing.cap()), sizing, demand, grace, policy, incidents);
    }

    /** An empty pool over slabs that nobody else uses. */
    Pool(int floor, Slabs slabs, Sizing sizing, Demand demand, GracePeriods grace, Policy policy, Incidents incidents) {
        this.slabs = slabs;
        this.caps = new Caps(this, sizing);
        this.depot = new Depot(slabs.runs());
        this.reserves = new Reserves(slabs.runs(), policy.contexts());
        this.demand = demand;
        this.floor = Math.max(1, floor);
        this.ceiling = ceiling(slabs.largestRun());
        this.grace = grace;
        this.contexts = new Contexts(reserves, grace, policy.refuses());
        this.incidents = incidents;
        this.budget = new PendingBudget(policy.mostPending());
        this.retirement = new Retirement(slabs, depot, reserves, budget, policy.mode(), incidents);
        this.freeing = new Freeing(slabs, depot, reserves, dropped, retirement, grace, budget, policy.mode(), demand);
        this.reclaimer = new Reclaimer(grace, budget, policy.stallNanos(), incidents);
        this.quarantine = new RunStack(slabs.runs());
        this.emergency = new Emergency(slabs, policy.emergency());
        this.afterMiss = new AfterMiss(this, freeing.loose, stalls, demand);
    }

    private static int ceiling(int largestRun) {
        int ceiling = 0;
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            int bytes = SizeClasses.bytes(sizeClass);
            if (bytes <= largestRun) {
                ceiling = bytes;
            }
        }
        return ceiling;
    }

    /**
     * Lends a zeroed buffer of exactly that capacity from the thread's reserve or the depot, and counts the outcome.
     *
     * @param site number of the call site, 0 or more
     * @return the buffer, or null: the caller is to go on with {@link #lendAfterMiss}
     */
    public @Nullable ByteBuffer lend(int capacity, int site) {
        if (!isPooled(capacity)) {
            return null;
        }
        Reserve reserve = reserves.mine();
        SiteCounts counts = reserve.counts.at(site);
        Stock stock = reserve.stock(SizeClasses.of(capacity));
        stock.countRequest();
        ByteBuffer buffer = lendFrom(stock.clean, capacity, site, counts);
        if (buffer == null) {
            stock.misses++;
            buffer = lendFrom(stock.dirty, capacity, site, counts);
        }
        return buffer != null ? buffer : lendFromDepot(reserve, stock, counts, capacity, site);
    }

    private boolean isPooled(int capacity) {
        return capacity >= floor && capacity <= ceiling;
    }

    /**
     * Goes on after {@link #lend}: for a thread that may not wait, a buffer made without waiting, or one from the emergency reserve.
     *
     * @param context what has been decided of the site
     * @param siteIsPooled whether {@link #lend} was asked
     * @return the buffer, or null: the caller is to make the JDK's own call, and then to tell {@link #calledJdk}
     * @throws Refused if the policy is to have no such call
     */
    public @Nullable ByteBuffer lendAfterMiss(int capacity, int site, SiteContext context, boolean siteIsPooled)
            throws Refused {
        return afterMiss.lend(capacity, site, context, siteIsPooled && isPooled(capacity));
    }

    /** Counts an allocation for which the caller has made the JDK's own call, whatever came of it. */
    public void calledJdk(int capacity, int site, boolean siteIsPooled) {
        afterMiss.calledJdk(capacity, site, siteIsPooled && isPooled(capacity));
    }

    private @Nullable ByteBuffer lendFromDepot(
            Reserve reserve, Stock stock, SiteCounts counts, int capacity, int site) {
        freeing.finishWork(reserve);
        ByteBuffer buffer = null;
        Run batch = reserve.moving == null ? depot.tryTake(stock.sizeClass) : null;
        if (batch != null) {
            reserve.moving = batch;
            // The stack was empty. If the worker has pushed since, the batch goes back; if others are at the depot too,
            // it
            // stays noted, and goes back at the next step.
            if (stock.dirty.putAll(batch) || depot.tryPut(batch)) {
                reserve.moving = null;
            }
            buffer = lendFrom(stock.dirty, capacity, site, counts);
        }
        if (buffer == null) {
            stock.dry++;
        } else {
            counts.hits--;
            counts.refills++;
        }
        demand.unmet();
        return buffer;
    }

    @Nullable
    ByteBuffer lendFrom(RunStack stack, int capacity, int site, SiteCounts counts) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long head = stack.head();
            if (RunStack.isEmpty(head)) {
                break;
            }
            Run run = stack.top(head);
            if (run == null) {
                continue;
            }
            ByteBuffer root = Jdk.newRoot(run.address, capacity);
            Lease lease = new Lease(root, dropped, run, capacity, site);
            if (stack.popIf(head, run)) {
                run.lease = lease;
                if (run.token > grace.over()) {
                    quarantine(run);
                    continue;
                }
                counts.hits++;
                counts.lentBytes += capacity;
                int dirty = run.dirty;
                run.dirty = Math.max(dirty, capacity);
                if (dirty > 0) {
                    Jdk.zero(run.address, Math.min(dirty, capacity));
                }
                // Orders the lease before the buffer's publication, for a thread that gets the buffer through a race.
                // It may still miss the lease, and its free then waits for the collector's proof.
                VarHandle.storeStoreFence();
                return root;
            }
        }
        return null;
    }

    /** Keeps a run from ever being lent that has been given back before its grace period was over: a fault of ours. */
    private void quarantine(Run run) {
        run.lease = null;
        quarantine.push(run);
        quarantined.incrementAndGet();
        incidents.quarantined();
    }

    /**
     * Gives a buffer back that the application frees.
     *
     * @return whether that is done, or will be; false for a buffer that the caller is to free as the JDK does
     */
    public boolean free(ByteBuffer buffer) {
        return freeing.free(buffer);
    }

    /**
     * Gives a buffer back that the application retires, and relies on that: never before its grace period is over. If no more may
     * wait, it is left to the collector.
     *
     * @return whether that is done, or will be; false for a buffer that is not for freeing
     */
    public boolean retire(ByteBuffer buffer) {
        return freeing.retire(buffer);
    }

    /**
     * Has the worker give up what is not lent, and waits a little for it. For a thread whose allocation is about to fail for want of so many
     * bytes. The emergency reserve is for those that may not wait, and for others only before they fail.
     *
     * @param waitedNanos how long the caller has been trying
     */
    public void makeRoom(long bytes, long waitedNanos) {
        Urgency urgency = waitedNanos >= PATIENCE_NANOS ? Urgency.WAITED : Urgency.PATIENT;
        demand.pressed(bytes, contexts.isNonBlocking(reserves.mine(), false) ? Urgency.NON_BLOCKING : urgency);
    }

    /**
     * A reservation of the caller's, anywhere in the JVM, has not succeeded at an attempt.
     *
     * @return nanoseconds since the first that did not
     */
    public long stallBegins() {
        return stalls.begin();
    }

    /** A reservation of the caller's has succeeded, or failed for good. One load, if nobody stalls. */
    public void stallEnds() {
        if (!stalls.isQuiet()) {
            stalls.end();
        }
    }

    /** Bytes in the emergency reserve. */
    public long emergencyBytes() {
        return emergency.bytes();
    }

    /** How reservations went that did not succeed at their first attempt. */
    public AllocationWaits allocationWaits() {
        return stalls.waits();
    }

    /**
     * Lets go of what has ended, of stalls that nobody asks about, and of loose buffers; whether any of these were made or ended: then
     * the worker is to come again soon, for they pile up meanwhile. For the worker.
     */
    boolean sweep(long now) {
        stalls.sweep(now);
        return freeing.loose.sweep();
    }

    /**
     * Ends the leases of some buffers that the collector has proved unreachable; whether there were any. For the worker. If
     * an error strikes after a lease was taken from the queue, {@link #endForgotten} finds it.
     */
    boolean endDropped() {
        int ended = 0;
        for (; ended < MOST_DROPPED_A_TURN; ended++) {
            Reference<?> proved = dropped.poll();
            if (proved == null) {
                break;
            }
            try {
                if (proved instanceof Loose loose) {
                    freeing.loose.endProved(loose);
                } else {
                    freeing.endProved((Lease) proved);
                }
            } catch (OutOfMemoryError full) {
                // Of the heap. The next is tried all the same: somebody may be waiting for room.
                failed();
            }
        }
        if (ended > 0) {
            flushAll();
        }
        return ended > 0;
    }

    /** Ends the leases whose buffers are proved unreachable, but which came out of the queue to no avail. For the worker. */
    void endForgotten() {
        for (Lease lease : slabs.provedUnreachable()) {
            freeing.endProved(lease);
        }
        flushAll();
    }

    /** Moves all dirty runs of the calling thread to the depot. For the worker, which lends nothing. */
    private void flushAll() {
        Reserve mine = reserves.mine();
        for (Stock stock : mine.stocks) {
            if (stock != null) {
                freeing.finishWork(mine);
                freeing.flush(mine, stock);
            }
        }
        freeing.finishWork(mine);
    }

    /** Gives up all that is not lent, the emergency reserve too. For the worker. */
    void relinquish() {
        relinquishing.relinquish(Long.MAX_VALUE, Urgency.NON_BLOCKING, System.nanoTime());
    }

    /**
     * One turn of reclaiming: closes batches, gives back what has waited. For the worker.
     *
     * @param plannedNanos the pause that is planned between two turns
     * @return whether there was anything to do
     */
    boolean reclaim(long now, long plannedNanos) {
        freeing.clock = now;
        boolean any = closeBatches(false);
        any |= reclaimer.turn(now, plannedNanos);
        if (reclaimer.isStalled()) {
            any |= retirement.siftUnclosed();
        }
        return any;
    }

    /** Closes what has been retired into batches, and starts their grace period; whether there was anything. For the worker. */
    boolean closeBatches(boolean all) {
        Batch closed = freeing.deferred.close(retirement.close(all), all);
        reclaimer.add(closed);
        retirement.takeBackIfScarce();
        return closed != null;
    }

    /**
     * Closes what a dead thread has retired, and takes back what it may no longer retire. For the worker.
     *
     * @return whether nothing is left
     */
    boolean closeBatchesOf(Reserve dead) {
        reclaimer.add(retirement.close(dead, null, true));
        budget.takeBack(dead.credit);
        for (Stock stock : dead.stocks) {
            if (stock != null && !RunStack.isEmpty(stock.retired.head())) {
                return false;
            }
        }
        return true;
    }

    /** The grace periods that freed runs wait for. */
    public GracePeriods grace() {
        return grace;
    }

    /** What waits for a grace period or the collector's proof, and how that went. */
    public Waiting waiting() {
        return new Waiting(
                grace.readers().count(),
                budget.charged(),
                budget.cap(),
                freeing.unwaited(),
                freeing.leftToCollector(),
                reclaimer.stallCount(),
                quarantined.get(),
                retirement.writesAfterFree(),
                reclaimer.durations().total(),
                reclaimer.durations().quantile(0.5),
                reclaimer.durations().quantile(0.99),
                reclaimer.durations().longest(),
                retirement.durations().quantile(0.5),
                retirement.durations().quantile(0.99));
    }

    /** The lease under which that very buffer is lent, or null. */
    public @Nullable Lease leaseOf(ByteBuffer buffer) {
        return slabs.leaseOf(buffer);
    }

    /** A task that ends a lease; harmless if it has ended. Never throws. */
    public Runnable ending(Lease lease) {
        return new EndLease(freeing, lease);
    }

    /** The counters of all threads, summed. Allocates. */
    public Tally tally() {
        return reserves.tally();
    }

    /**
     * The living threads that have a reserve, with their contexts.
     *
     * @param most how many at the most
     */
    public List<ThreadContext> threads(int most) {
        return contexts.threads(most);
    }

    /** Whether those who may not wait are refused when there is no memory: those who are exempt, or those who are not. */
    public boolean refuses(boolean exempt) {
        return contexts.refuses(exempt);
    }

    /** The memory, by what holds it. Looks at each run under the slabs' lock. */
    public Holdings holdings() {
        return slabs.holdings();
    }

    /** How often the direct limit or the system had no memory for this pool. */
    public long shortages() {
        return slabs.shortages();
    }

    /** Bytes that count against the direct limit because of this pool. */
    public long counted() {
        return slabs.counted();
    }

    /** What the JDK's bean of direct buffers shows as their capacity, in bytes: the JDK's own and those lent. */
    public long capacityShown() {
        return Math.max(0, slabs.capacityOutside() + tally().total().liveBytes());
    }

    /** What the JDK's bean of direct buffers shows as memory used, in bytes, reckoned as the JDK would for those lent. */
    public long usedShown() {
        SiteCounts total = tally().total();
        long slack = Jdk.alignmentSlack() * total.liveBuffers();
        return Math.max(0, slabs.reservedOutside() + total.liveBytes() + slack);
    }

    /** Frees of buffers that had been freed already. */
    public long doubleFrees() {
        return freeing.doubleFrees();
    }

    /** Runs that the worker took out of threads' reserves to give them back. */
    public long seized() {
        return relinquishing.seized();
    }

    /** Counts an error inside the pool that was kept from the application. */
    public void failed() {
        failures.incrementAndGet();
    }

    /** Errors inside the pool that were kept from the application. */
    public long failures() {
        return failures.get();
    }

    /**
     * Checks that each run is in exactly one place and that {@code lent + retired + free = held}. Exact only while nothing moves.
     *
     * @return one line a violation, empty if there is none
     */
    String audit() {
        return new AuditTask(this).call();
    }
}
