package io.nowait.runtime.reclaim;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes that wait for a grace period.
 *
 * <p><b>Guarantee.</b> What is charged and not yet released is never more than the cap.
 *
 * <p><b>Algorithm.</b> A thread charges what it retires to its own {@link Credit}, which it fills in portions from the one counter
 * that all share, so that threads do not meet there at each free. Credit counts as charged. Near the cap the reclaimer takes unused
 * credit back, an atomic exchange against an atomic addition: both are uncontended as a rule. Thread-safe, and nobody waits.
 */
public final class PendingBudget {
    private static final int PORTIONS = 256;
    private static final int LEAST_PORTION = 64 << 10;

    private final long cap;
    private final int portion;
    private final AtomicLong charged = new AtomicLong();

    /** No byte is charged. At most {@code cap} may be; 0 means that nothing waits. */
    public PendingBudget(long cap) {
        this.cap = cap;
        this.portion = (int) Math.min(1 << 20, Math.max(LEAST_PORTION, cap / PORTIONS));
    }

    /** Bytes that may be charged. */
    public long cap() {
        return cap;
    }

    /** Bytes charged: those that wait, and unused credit. */
    public long charged() {
        return charged.get();
    }

    /** Charges bytes through the caller's credit; false, and nothing charged, if they do not fit under the cap. */
    public boolean charge(Credit own, int bytes) {
        if (own.spend(bytes)) {
            return true;
        }
        own.add(0); // if the stack is too deep for that, let it show before anything is charged
        if (charge((long) bytes + portion)) {
            own.add(portion);
            return true;
        }
        return charge(bytes);
    }

    /** Charges bytes; false, and nothing charged, if they do not fit under the cap. */
    public boolean charge(long bytes) {
        long now = charged.get();
        // Few attempts fail: threads meet here once a portion.
        while (now + bytes <= cap) {
            if (charged.compareAndSet(now, now + bytes)) {
                return true;
            }
            now = charged.get();
        }
        return false;
    }

    /** Bytes that were charged do not wait any more. */
    public void release(long bytes) {
        charged.addAndGet(-bytes);
    }

    /** Whether unused credit should be taken back. */
    public boolean isScarce() {
        return charged.get() > cap / 2;
    }

    /** Takes back what a thread has not used of its credit. */
    public void takeBack(Credit unused) {
        int bytes = unused.takeAll();
        if (bytes > 0) {
            release(bytes);
        }
    }
}
