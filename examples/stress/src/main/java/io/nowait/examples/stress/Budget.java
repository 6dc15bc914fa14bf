package io.nowait.examples.stress;

import java.util.concurrent.atomic.AtomicLong;

/** A bound in bytes that actors take from before they hold memory. Thread-safe. */
final class Budget {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    Budget(long most) {
        this.most = most;
    }

    /** Takes the bytes if the bound allows it. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }
}
