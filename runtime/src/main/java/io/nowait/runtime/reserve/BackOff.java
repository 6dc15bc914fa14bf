package io.nowait.runtime.reserve;

/**
 * When the pool may take new memory: not for five seconds after memory could not be had, and then one batch, to see how that goes.
 * Only for the worker.
 */
final class BackOff {
    private static final long NANOS = 5_000_000_000L;

    private long until;
    private boolean tried = true;

    BackOff(long now) {
        until = now;
    }

    /** Memory is short. */
    void begin(long now) {
        until = now + NANOS;
        tried = false;
    }

    /** Whether memory may be taken now. */
    boolean isOver(long now) {
        return now - until >= 0;
    }

    /** Batches that may be taken in one turn. */
    int batches(long now) {
        if (!isOver(now)) {
            return 0;
        }
        return tried ? Integer.MAX_VALUE : 1;
    }

    /** A batch could be taken. */
    void succeeded() {
        tried = true;
    }
}
