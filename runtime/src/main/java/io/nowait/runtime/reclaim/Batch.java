package io.nowait.runtime.reclaim;

import io.nowait.runtime.nullness.Nullable;

/**
 * Things that were retired and wait for one grace period together, the one that was started after the last of them had been
 * retired. Only for the reclaimer's thread.
 */
public abstract class Batch {
    private long token;
    private long startedNanos;

    /** The batch that was closed after this one. */
    @Nullable
    Batch next;

    /** The grace period that it waits for. */
    public final long token() {
        return token;
    }

    final void begin(long its, long now) {
        token = its;
        startedNanos = now;
    }

    final long startedNanos() {
        return startedNanos;
    }

    /** The batch that was closed after this one, or null. */
    public final @Nullable Batch next() {
        return next;
    }

    /** Whether nothing waits in it any more, so that it need not wait either. */
    protected boolean isEmpty() {
        return false;
    }

    /** Notes the grace period with each of the things, if they can keep it. */
    protected void stamp() {}

    /** The grace period is over: gives back what waits. */
    protected abstract void reclaim();

    /** A reader keeps the grace period open for long: gives back what is proved unused in another way; whether there was any. */
    protected boolean sift() {
        return false;
    }

    /** An allocation is about to fail for want of memory: does what can be done about it without waiting. */
    protected void makeRoom() {}
}
