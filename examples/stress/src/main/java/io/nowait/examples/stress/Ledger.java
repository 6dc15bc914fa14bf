package io.nowait.examples.stress;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The program's own truth about its direct memory, in bytes of capacity and numbers of buffers: <em>live</em> is held by an
 * actor or on its way to one, <em>dropped</em> was given up and is not yet known to be collected.
 *
 * <p>Exact while the gate is closed and {@link Graveyard#bury} does not run.
 */
final class Ledger {
    private final AtomicLong liveBytes = new AtomicLong();
    private final AtomicLong liveCount = new AtomicLong();
    private final AtomicLong droppedBytes = new AtomicLong();
    private final AtomicLong droppedCount = new AtomicLong();

    void allocated(int capacity) {
        liveBytes.addAndGet(capacity);
        liveCount.incrementAndGet();
    }

    void freed(int capacity) {
        liveBytes.addAndGet(-capacity);
        liveCount.decrementAndGet();
    }

    void dropped(int capacity) {
        droppedBytes.addAndGet(capacity);
        droppedCount.incrementAndGet();
        freed(capacity);
    }

    void collected(int capacity) {
        droppedBytes.addAndGet(-capacity);
        droppedCount.decrementAndGet();
    }

    long liveBytes() {
        return liveBytes.get();
    }

    long liveCount() {
        return liveCount.get();
    }

    long droppedBytes() {
        return droppedBytes.get();
    }

    long droppedCount() {
        return droppedCount.get();
    }
}
