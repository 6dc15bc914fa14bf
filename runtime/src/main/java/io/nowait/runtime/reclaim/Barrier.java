package io.nowait.runtime.reclaim;

import java.util.concurrent.CountDownLatch;

/** A batch of nothing: when it is reclaimed, so is all that was closed before it. Thread-safe to wait for. */
public final class Barrier extends Batch {
    private final CountDownLatch passed = new CountDownLatch(1);

    /** Not passed. */
    public Barrier() {}

    /**
     * Waits until it is passed.
     *
     * @throws InterruptedException if the caller is interrupted first
     */
    public void await() throws InterruptedException {
        passed.await();
    }

    @Override
    protected void reclaim() {
        passed.countDown();
    }
}
