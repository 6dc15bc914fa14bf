package io.nowait.runtime.reserve;

import io.nowait.runtime.count.Durations;
import io.nowait.runtime.count.SiteCounts;
import io.nowait.runtime.host.Pressure;
import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.Run;
import io.nowait.runtime.reclaim.Barrier;
import io.nowait.runtime.reclaim.GracePeriods;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The one background thread: takes back what was dropped, zeroes, refills, adopts what dead threads left, trims.
 *
 * <p><b>Rhythm.</b> A turn each millisecond while there are requests. After {@value #QUIET_TURNS} turns without one the pause
 * doubles, up to 128 ms, which is deep sleep: eight wake-ups a second. A thread that finds no run wakes it from there, once
 * for each sleep.
 *
 * <p><b>No lost wake-up.</b> Going to sleep: set {@code asleep}, full fence, look for requests once more. A shortage: count the
 * request, full fence, look at {@code asleep}. One of the two sees the other's store.
 *
 * <p><b>Shortages.</b> Once a second it looks whether memory is short outside, and then trims all that is idle; so it does when a thread is
 * about to fail at the direct limit. After either, and after the slabs got no memory, the pool takes none for five seconds
 * ({@link BackOff}). If dropped buffers must be the reason, a garbage collection is asked for ({@link CollectorCall}).
 *
 * <p>An error in a turn is counted and the next turn goes on. Its stack is shallow, so that can only be a full heap; what it
 * then had in its hand is noted in its reserve, and a lease taken from the queue in vain is found at the next trim.
 */
public final class Worker implements Runnable, Demand {
    private static final long TURN_NANOS = 1_000_000;
    private static final int QUIET_TURNS = 16;
    private static final int LONGEST_PAUSE_TURNS = 128;
    private static final long SWEEP_NANOS = 500_000_000;
    private static final long WAIT_NANOS = 50_000;
    private static final long LONGEST_WAIT_NANOS = 20_000_000;
    private static final long PRESSURE_NANOS = 1_000_000_000;

    private final AtomicBoolean woken = new AtomicBoolean();
    private final ConcurrentLinkedQueue<FutureTask<String>> tasks = new ConcurrentLinkedQueue<>();
    private final Pool pool;
    private final Refill refill;
    private final Trim trim;
    private final BackOff backOff = new BackOff(System.nanoTime());
    private final CollectorCall collectorCall = new CollectorCall(new SystemCollector());
    private final Pressure pressure;
    private final Durations refillWindow = new Durations();
    private final AtomicLong pressures = new AtomicLong();
    private volatile Sizing sizing;
    private volatile Thread thread;
    private volatile boolean asleep;

    /** Tickets drawn by threads that need room, and the last one that the worker has served. */
    private final AtomicInteger roomAsked = new AtomicInteger();

    private volatile int roomMade;

    /** When it last did. Written by the worker, read racily. */
    private long roomMadeAt = System.nanoTime() - TURN_NANOS;

    /** Whether a thread has needed room and not waited for any. Racy: the worker may hear of it a turn later. */
    private boolean shortMeanwhile;

    /** Bytes that those threads ask for, which the worker has not looked at yet. */
    private final AtomicLong roomWanted = new AtomicLong();

    /** Whether any of them has waited long, and whether any may not wait, since the worker has looked. */
    private final AtomicBoolean anyHasWaited = new AtomicBoolean();

    private final AtomicBoolean anyNonBlocking = new AtomicBoolean();

    /** When a refill was first asked for since the last turn, 0 if none was. Written by those who ask, racily. */
    private long unmetAt;

    private long sweptAt = System.nanoTime();
    private long trimmedAt = sweptAt;
    private long refilledAt = sweptAt;
    private long attendedAt = sweptAt;
    private long pressureSeenAt = sweptAt;
    private long plannedNanos = TURN_NANOS;

    /**
     * A worker with a pool of its own, to be run by one daemon thread.
     *
     * @param floor bytes in the smallest request that is pooled
     * @param sizing how much the pool may hold at first
     * @param grace the grace periods that freed runs wait for
     * @param pressure tells when memory is short outside
     */
    public Worker(int floor, Sizing sizing, GracePeriods grace, Policy policy, Incidents incidents, Pressure pressure) {
        this.thread = Thread.currentThread();
        this.pool = new Pool(floor, sizing, this, grace, policy, incidents);
        this.refill = new Refill(pool);
        this.trim = new Trim(pool);
        this.sizing = sizing;
        this.pressure = pressure;
    }

    /** The pool that it looks after. */
    public Pool pool() {
        return pool;
    }

    /** How much the pool may hold now. Thread-safe. */
    public Sizing sizing() {
        return sizing;
    }

    /** Changes that, from the worker's next turn on. Thread-safe. */
    public void resize(Sizing next) {
        sizing = next;
        LockSupport.unpark(thread);
    }

    /** The time from a request for a refill until the worker began with it. Written by the worker. */
    public Durations refillWindow() {
        return refillWindow;
    }

    /** Trims because memory was short outside. Thread-safe. */
    public long pressures() {
        return pressures.get();
    }

    /** Garbage collections asked for. Thread-safe. */
    public long collections() {
        return collectorCall.asked();
    }

    /** Those of them that gave back little or nothing. Thread-safe. */
    public long collectionsInVain() {
        return collectorCall.inVain();
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        int quiet = 0;
        while (true) {
            long began = System.nanoTime();
            if (turn(began)) {
                quiet = 0;
            } else {
                quiet++;
            }
            long pause = pause(quiet);
            plannedNanos = pause;
            if (pause > TURN_NANOS) {
                asleep = true;
                VarHandle.fullFence();
                if (turn(System.nanoTime())) {
                    quiet = 0;
                    pause = TURN_NANOS;
                }
            }
            LockSupport.parkNanos(pause - (System.nanoTime() - began));
            // Whoever interrupts all threads there are: with the flag set, parking would return at once for ever.
            Thread.interrupted();
            asleep = false;
            woken.set(false);
        }
    }

    private static long pause(int quiet) {
        if (quiet < QUIET_TURNS) {
            return TURN_NANOS;
        }
        return TURN_NANOS * Math.min(LONGEST_PAUSE_TURNS, 2L << Math.min(quiet - QUIET_TURNS, 10));
    }

    /** One turn; whether there was anything to do. */
    boolean turn(long now) {
        boolean busy = false;
        try {
            busy = attend(now);
            busy |= pool.reclaimer.isWaiting();
            busy |= pool.slabs.drainSettling();
            busy |= pool.sweep(now);
            refillEmergency(now);
            busy |= refillAll(now);
            trim.sample();
            if (now - sweptAt >= SWEEP_NANOS) {
                sweptAt = now;
                adoptFromDead();
                pool.emergency.trim(now);
                pool.grace().readers().removeDead();
            }
            if (now - trimmedAt >= sizing.trimNanos()) {
                trimmedAt = now;
                pool.endForgotten();
                trim.trim(false);
            }
            if (pressure.isWatching() && now - pressureSeenAt >= PRESSURE_NANOS) {
                pressureSeenAt = now;
                trimUnderPressure(now);
            }
        } catch (RuntimeException | Error e) {
            pool.failed();
        }
        for (FutureTask<String> task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        return busy;
    }

    /** Does what somebody may be waiting for; whether there was anything. */
    private boolean attend(long now) {
        boolean busy = relinquishIfAsked();
        busy |= pool.endDropped();
        busy |= pool.reclaim(now, plannedNanos);
        // At its end: what takes long with thousands of threads must not be all that is done.
        attendedAt = System.nanoTime();
        return busy;
    }

    /**
     * Before all else, and soon again after the direct limit was reached, when there is room for it twice. But not while a thread is at its
     * attempts, between which it must not lose the room that was made for it.
     */
    private void refillEmergency(long now) {
        int pressed = roomMade;
        if (backOff.isOver(now) || (!pool.stalls.anyWaits() && pool.emergency.hasRoom())) {
            while (roomMade == pressed && pool.emergency.proceed(now)) {
                attendIfDue();
            }
        }
    }

    private boolean refillAll(long now) {
        boolean busy = false;
        measureWindow();
        pool.caps.use(sizing);
        // Not while a reader stands still either: what has been freed would be there, and more would only wait with it.
        boolean stalled = pool.reclaimer.isStalled();
        refill.begin(stalled ? 0 : backOff.batches(now));
        long shortages = pool.slabs.shortages();
        long nanos = now - refilledAt;
        refilledAt = now;
        for (Reserve reserve = pool.reserves.after(null); reserve != null; reserve = pool.reserves.after(reserve)) {
            pool.caps.enter(reserve);
            for (Stock stock : reserve.stocks) {
                if (stock != null) {
                    boolean asked = refill.visit(stock, nanos);
                    busy |= asked;
                    if (asked && stock.ofNonBlocking) {
                        pool.emergency.asked(stock.sizeClass, now);
                    }
                    while (refill.proceed(stock, mayGrow(now, shortages))) {
                        attendIfDue();
                    }
                    attendIfDue();
                }
            }
        }
        pool.caps.endWalk();
        boolean refused = pool.slabs.shortages() != shortages;
        if (refused) {
            backOff.begin(now);
        } else if (refill.hasTaken()) {
            backOff.succeeded();
        }
        askForCollection(now, refill.foundDry() && !backOff.isOver(now));
        return busy;
    }

    private boolean mayGrow(long now, long shortages) {
        return backOff.isOver(now) && pool.slabs.shortages() == shortages;
    }

    private void measureWindow() {
        long asked = unmetAt;
        if (asked != 0) {
            unmetAt = 0;
            refillWindow.record(System.nanoTime() - asked);
        }
    }

    private void askForCollection(long now, boolean shortage) {
        // The buffers that threads which may not wait got beside the pool are dropped like those from it.
        LooseBuffers loose = pool.freeing.loose;
        long provedBytes = pool.freeing.provedBytes + loose.provedBytes;
        if (collectorCall.isDue(now, shortage, sizing.collectNanos(), provedBytes)) {
            SiteCounts total = pool.tally().total();
            collectorCall.decide(
                    now,
                    new CollectorCall.Figures(
                            Jdk.directLimit(),
                            Jdk.totalCapacity(),
                            total.liveBytes() + loose.knownBytes,
                            pool.freeing.proved + loose.proved,
                            total.returned + loose.endedKnown),
                    provedBytes);
        }
    }

    private void trimUnderPressure(long now) {
        if (pressure.isShort(now)) {
            pressures.incrementAndGet();
            backOff.begin(now);
            trim.trim(true);
        }
    }

    /** Between two pieces of work, of which there may be many. */
    private void attendIfDue() {
        long now = System.nanoTime();
        if (now - attendedAt >= TURN_NANOS) {
            attend(now);
        } else {
            relinquishIfAsked();
        }
    }

    /** Gives up what is not lent if a thread waits for that; whether one did. */
    private boolean relinquishIfAsked() {
        int asked = roomAsked.get();
        if (asked == roomMade && !shortMeanwhile) {
            return false;
        }
        shortMeanwhile = false;
        long now = System.nanoTime();
        backOff.begin(now);
        if (asked == roomMade) {
            return false;
        }
        // After the tickets: whoever drew one of them has said before what it asks for.
        pool.relinquishing.relinquish(roomWanted.getAndSet(0), mostUrgent(), now);
        roomMadeAt = System.nanoTime();
        roomMade = asked;
        return true;
    }

    private void adoptFromDead() {
        Reserve reserve = pool.reserves.after(null);
        while (reserve != null) {
            Reserve next = pool.reserves.after(reserve);
            // Seeing the owner dead orders all that it did before what follows.
            if (!reserve.owner.isAlive()) {
                adopt(reserve);
            }
            reserve = next;
        }
    }

    private void adopt(Reserve dead) {
        pool.freeing.finishWork(dead);
        pool.freeing.loose.finish(dead);
        if (dead.freeing != null || dead.moving != null) {
            return;
        }
        for (Stock stock : dead.stocks) {
            if (stock != null) {
                putIntoDepot(stock.dirty.takeAll());
                putIntoDepot(stock.clean.takeAll());
                stock.abandoned = true;
            }
        }
        if (!pool.closeBatchesOf(dead)) {
            return; // the heap is full; at the next sweep
        }
        pool.reserves.remove(dead);
    }

    private void putIntoDepot(@Nullable Run chain) {
        if (chain != null) {
            pool.depot.put(chain);
        }
    }

    @Override
    public void unmet() {
        if (unmetAt == 0) {
            unmetAt = System.nanoTime();
        }
        // Orders the request's count before the look at asleep; pairs with the fence in run.
        VarHandle.fullFence();
        if (asleep && woken.compareAndSet(false, true)) {
            LockSupport.unpark(thread);
        }
    }

    /** The worker makes room at its next turn, and nobody waits for that. */
    @Override
    public void shortOf(long bytes) {
        roomWanted.addAndGet(bytes);
        raise(Urgency.NON_BLOCKING);
        roomAsked.incrementAndGet();
        unmet();
    }

    /**
     * Has the worker make room and waits for it, as long as the JDK's own attempts after this one would: the worker alone parks
     * runs, so that no error in a deep stack can strike half-way, and nothing that it has in its hand is missed.
     *
     * <p>A thread that has time does not wait where little can come of it: if the pool holds nothing, or room has been made within the last
     * turn. The JDK makes many attempts in a row while cleaners run, and each would wait for a turn of the worker's.
     */
    @Override
    public void pressed(long bytes, Urgency urgency) {
        long began = System.nanoTime();
        if (urgency == Urgency.PATIENT && (pool.relinquishing.isEmpty() || began - roomMadeAt < TURN_NANOS)) {
            shortMeanwhile = true;
            return;
        }
        roomWanted.addAndGet(bytes);
        raise(urgency);
        int ticket = roomAsked.incrementAndGet();
        LockSupport.unpark(thread);
        while (roomMade - ticket < 0 && System.nanoTime() - began < LONGEST_WAIT_NANOS) {
            // Returns at once in an interrupted thread, whose flag is not ours to clear.
            LockSupport.parkNanos(WAIT_NANOS);
        }
    }

    private void raise(Urgency urgency) {
        if (urgency == Urgency.WAITED) {
            anyHasWaited.set(true);
        } else if (urgency == Urgency.NON_BLOCKING) {
            anyNonBlocking.set(true);
        }
    }

    private Urgency mostUrgent() {
        Urgency urgency = anyHasWaited.getAndSet(false) ? Urgency.WAITED : Urgency.PATIENT;
        return anyNonBlocking.getAndSet(false) ? Urgency.NON_BLOCKING : urgency;
    }

    /**
     * Waits until all that was retired before has been given back, as far as grace periods are concerned. Not for the worker.
     *
     * @throws InterruptedException if the caller is interrupted first
     */
    public void barrier() throws InterruptedException {
        Barrier barrier = new Barrier();
        tasks.add(new FutureTask<>(new BarrierTask(pool, barrier)));
        LockSupport.unpark(thread);
        barrier.await();
    }

    /**
     * Checks the pool's books between two turns.
     *
     * @return one line a violation, empty if there is none, or a line that says why it could not be checked
     */
    public String audit() {
        FutureTask<String> task = new FutureTask<>(new AuditTask(pool));
        tasks.add(task);
        LockSupport.unpark(thread);
        try {
            return task.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return "the audit failed: " + e.getCause();
        } catch (TimeoutException e) {
            return "the worker did not answer within 10 s";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
