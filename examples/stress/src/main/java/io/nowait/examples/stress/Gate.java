package io.nowait.examples.stress;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;

/**
 * The pause barrier: every step of an actor happens inside the gate, and while it is closed no actor is in a step. Actors
 * that sleep do so outside, so a pause need not wait for them; they stop at the gate when they wake.
 *
 * <p>Progress: closing waits for the steps under way. A stamped lock lets readers overtake a waiting writer for ever, so the
 * barrier holds new steps back before they ask for the lock.
 */
final class Gate {
    private final StampedLock lock = new StampedLock();
    private volatile CountDownLatch barrier = new CountDownLatch(0);

    /** Begins a step; the stamp goes to {@link #leave}. */
    long enter() throws InterruptedException {
        barrier.await();
        return lock.readLock();
    }

    void leave(long stamp) {
        lock.unlockRead(stamp);
    }

    /** Waits until no actor is in a step; the stamp goes to {@link #open}, and is 0 if the time ran out. */
    long close(long seconds) throws InterruptedException {
        barrier = new CountDownLatch(1);
        long stamp = lock.tryWriteLock(seconds, TimeUnit.SECONDS);
        if (stamp == 0) {
            barrier.countDown();
        }
        return stamp;
    }

    void open(long stamp) {
        lock.unlockWrite(stamp);
        barrier.countDown();
    }
}
