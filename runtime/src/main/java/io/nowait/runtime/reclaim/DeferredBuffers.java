package io.nowait.runtime.reclaim;

import io.nowait.runtime.nullness.Nullable;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Frees of buffers that lie in no slab, the JDK's own above all, which are put off until a grace period is over.
 *
 * <p>Threads put them on a list, by compare-and-set; the reclaimer takes the whole list as a batch. An element is never put on
 * twice, so a list taken and begun anew cannot be mistaken for the old one. Thread-safe.
 */
public final class DeferredBuffers {
    private static final int IN_FLIGHT = 2;

    private final AtomicReference<Deferred> newest = new AtomicReference<>();
    private final PendingBudget budget;
    private final Freer freer;

    /** Batches that wait now. Only for the reclaimer. */
    private int inFlight;

    /** None. */
    public DeferredBuffers(PendingBudget budget, Freer freer) {
        this.budget = budget;
        this.freer = freer;
    }

    /** Puts the free of a buffer off; false if no more may wait, and then nothing is done. */
    public boolean defer(ByteBuffer buffer) {
        return defer(new DeferredBuffer(buffer, freer, false));
    }

    /** The same; this buffer is not freed early to make room either. */
    public boolean deferStrictly(ByteBuffer buffer) {
        return defer(new DeferredBuffer(buffer, freer, true));
    }

    /** Whether nothing has been put off since the last close. */
    public boolean isEmpty() {
        return newest.get() == null;
    }

    /** Puts a free off; false if no more may wait, and then nothing is done. */
    public boolean defer(Deferred added) {
        if (!budget.charge(added.bytes)) {
            return false;
        }
        try {
            if (added.begin()) {
                push(added);
            } else {
                budget.release(added.bytes);
            }
        } catch (RuntimeException | Error e) {
            budget.release(added.bytes);
            throw e;
        }
        return true;
    }

    private void push(Deferred added) {
        Deferred before;
        do {
            before = newest.get();
            added.next = before;
        } while (!newest.compareAndSet(before, added));
    }

    /**
     * Closes what has been put off since the last call into a batch. For the reclaimer.
     *
     * @param others batches to link it before, or null
     * @param all also if enough batches wait
     * @return the batches, linked, or null if there are none
     */
    public @Nullable Batch close(@Nullable Batch others, boolean all) {
        if (isEmpty() || (!all && inFlight >= IN_FLIGHT)) {
            return others;
        }
        BufferBatch batch;
        try {
            batch = new BufferBatch(this);
        } catch (OutOfMemoryError later) {
            return others; // which the caller must not lose
        }
        batch.first = newest.getAndSet(null);
        inFlight++;
        return Reclaimer.link(batch, others);
    }

    /** A batch has been reclaimed. */
    void landed() {
        inFlight--;
    }

    void free(Deferred each, boolean waited) {
        budget.release(each.bytes);
        each.free(waited);
    }
}
