package io.nowait.runtime;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.reclaim.Barrier;
import io.nowait.runtime.reclaim.Batch;
import io.nowait.runtime.reclaim.DeferredBuffers;
import io.nowait.runtime.reclaim.Freer;
import io.nowait.runtime.reclaim.GracePeriods;
import io.nowait.runtime.reclaim.PendingBudget;
import io.nowait.runtime.reclaim.Reclaimer;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Without a pool: a thread of its own frees what was retired. It ends when there has been nothing to do for a while, so that a
 * web application that is undeployed leaves none behind, and comes back when there is.
 */
final class OwnOperations implements Operations, Freer, Runnable {
    private static final long TURN_NANOS = 1_000_000;
    private static final int IDLE_TURNS = 2000;
    private static final long STALL_NANOS = 1_000_000_000;

    /** Part of the heap's largest size, which is what the JDK takes for the direct limit by default. */
    private static final int PENDING_PART = 4;

    private final GracePeriods grace;
    private final DeferredBuffers deferred;
    private final Reclaimer reclaimer;
    private final ConcurrentLinkedQueue<Barrier> barriers = new ConcurrentLinkedQueue<>();

    private final PublicCleaner cleaner = new PublicCleaner();

    /** Guarded by this; volatile for a look without the lock. */
    private volatile boolean running;

    private volatile @Nullable Operations successor;

    OwnOperations(GracePeriods grace) {
        PendingBudget budget = new PendingBudget(Runtime.getRuntime().maxMemory() / PENDING_PART);
        this.grace = grace;
        this.deferred = new DeferredBuffers(budget, this);
        this.reclaimer = new Reclaimer(grace, budget, STALL_NANOS, new Stderr());
    }

    GracePeriods grace() {
        return grace;
    }

    /** From now on, what has waited here waits with the successor too: it may be used in sections that began there. */
    void succeededBy(Operations next) {
        successor = next;
    }

    @Override
    public void free(ByteBuffer buffer, boolean waited) {
        Operations next = successor;
        if (next == null) {
            cleaner.free(buffer, waited);
            return;
        }
        try {
            next.retire(buffer);
        } catch (RuntimeException | Error refused) {
            PublicCleaner.say(refused);
        }
    }

    @Override
    public AutoCloseable enter() {
        return grace.enter();
    }

    @Override
    public void retire(ByteBuffer buffer) {
        PublicCleaner.check(buffer);
        if (deferred.deferStrictly(buffer)) {
            ensureRunning();
        }
    }

    @Override
    public void synchronize() throws InterruptedException {
        grace.synchronize();
    }

    @Override
    public void barrier() throws InterruptedException {
        grace.refuseIfReader();
        Barrier barrier = new Barrier();
        barriers.add(barrier);
        ensureRunning();
        barrier.await();
    }

    private void ensureRunning() {
        if (!running) {
            start();
        }
    }

    private synchronized void start() {
        if (!running) {
            // Inherits no thread locals; holds no application's class loader but the one that loaded this class.
            Thread thread = new Thread(null, this, "nowait-reclaimer", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            running = true;
            try {
                thread.start();
            } catch (RuntimeException | Error e) {
                running = false; // who comes next tries again
                throw e;
            }
        }
    }

    @Override
    public void run() {
        int idle = 0;
        while (idle < IDLE_TURNS || !end()) {
            try {
                idle = turn() ? 0 : idle + 1;
            } catch (RuntimeException | Error e) {
                idle = 0; // a full heap, say: the next turn goes on
            }
            LockSupport.parkNanos(TURN_NANOS);
            Thread.interrupted();
        }
    }

    private boolean turn() {
        // Before the close: a barrier that comes after it may stand for what was retired after it, too.
        Batch passing = null;
        for (Barrier barrier = barriers.poll(); barrier != null; barrier = barriers.poll()) {
            passing = Reclaimer.link(barrier, passing);
        }
        reclaimer.add(deferred.close(null, true));
        reclaimer.add(passing);
        grace.readers().removeDead();
        return reclaimer.turn(System.nanoTime(), TURN_NANOS) || reclaimer.oldest() != null;
    }

    /** Whether the thread may end: nothing came in since the last turn. Who comes in later sees that it does not run. */
    private boolean end() {
        running = false;
        // Volatile store, then loads: pairs with those who put something in and then look whether it runs.
        return (deferred.isEmpty() && barriers.isEmpty()) || !restart();
    }

    /** Whether this thread, and not a new one, goes on. */
    private synchronized boolean restart() {
        if (running) {
            return false;
        }
        running = true;
        return true;
    }
}
