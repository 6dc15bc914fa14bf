package io.nowait.runtime.reserve;

import io.nowait.runtime.count.Tally;
import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.RunTable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Finds the reserve of a thread.
 *
 * <p>A hash table by thread number and identity rather than a thread local: a pool that erases its threads' locals between
 * tasks does not make a new reserve each time, nothing hangs on the thread when the agent has gone, and the carrier of a
 * virtual thread is as easy to look up.
 *
 * <p>Entered by the owner, at the head of a bucket, by compare-and-set. Removed only under this object's lock, and only when
 * the owner has died. A reader that stands on a removed entry goes on along its link, which is left as it was.
 */
final class Reserves {
    private static final int BUCKETS = 1024;

    private final AtomicReferenceArray<Reserve> buckets = new AtomicReferenceArray<>(BUCKETS);
    private final AtomicInteger numbers = new AtomicInteger();
    private final RunTable runs;
    private final ContextRule contexts;

    /** Whether virtual threads are exempt from the policy's usual end of the chain. */
    final boolean virtualThreadsAreExempt;

    /** Counters of owners that have died. Guarded by this. */
    private Tally past = new Tally();

    Reserves(RunTable runs, ContextRule contexts) {
        this.runs = runs;
        this.contexts = contexts;
        this.virtualThreadsAreExempt = contexts.exemptsVirtualThreads();
    }

    /** The reserve of the current thread, or of the carrier of the current virtual thread. */
    Reserve mine() {
        Thread thread = Jdk.carrier();
        int bucket = (int) Jdk.threadNumber(thread) & (BUCKETS - 1);
        for (Reserve reserve = buckets.get(bucket); reserve != null; reserve = reserve.next) {
            if (reserve.owner == thread) {
                return reserve;
            }
        }
        return add(thread, bucket);
    }

    private Reserve add(Thread thread, int bucket) {
        // Numbers go round after 2^31 threads; 0 is no claimant.
        int number = numbers.incrementAndGet() & Integer.MAX_VALUE;
        Reserve reserve = new Reserve(thread, bucket, Math.max(1, number), runs);
        Reserve first;
        do {
            first = buckets.get(bucket);
            reserve.next = first;
        } while (!buckets.compareAndSet(bucket, first, reserve));
        // Entered before, so that what the rule allocates finds it.
        decide(reserve);
        return reserve;
    }

    private void decide(Reserve mine) {
        if (mine.owner == Thread.currentThread()) {
            mine.nonBlockingBecause = contexts.nonBlockingBecause(mine.owner);
            mine.exempt = contexts.isExempt(mine.owner);
        } else {
            // For a virtual thread the rule is not asked: it could leave its carrier there, and go on with another's
            // reserve.
            mine.nonBlockingBecause = Contexts.CARRIER;
            mine.exempt = virtualThreadsAreExempt;
        }
    }

    /**
     * Walks over the reserves: the first for null, then the one after each; null at the end. Meets every reserve that is there
     * throughout, once.
     */
    @Nullable
    Reserve after(@Nullable Reserve reserve) {
        int bucket = 0;
        if (reserve != null) {
            if (reserve.next != null) {
                return reserve.next;
            }
            bucket = reserve.bucket + 1;
        }
        for (; bucket < BUCKETS; bucket++) {
            Reserve first = buckets.get(bucket);
            if (first != null) {
                return first;
            }
        }
        return null;
    }

    /** Removes a reserve whose owner is dead, and keeps its counts. */
    synchronized void remove(Reserve dead) {
        // Summed apart, so that a full heap cannot leave half of the counts added.
        Tally sum = new Tally();
        sum.add(past);
        sum.add(dead.counts);
        unlink(dead);
        past = sum;
    }

    private void unlink(Reserve dead) {
        if (buckets.compareAndSet(dead.bucket, dead, dead.next)) {
            return;
        }
        for (Reserve before = buckets.get(dead.bucket); before != null; before = before.next) {
            if (before.next == dead) {
                before.next = dead.next;
                return;
            }
        }
    }

    /** Adds up the counters of all threads, dead ones too. */
    synchronized Tally tally() {
        Tally tally = new Tally();
        tally.add(past);
        for (Reserve reserve = after(null); reserve != null; reserve = after(reserve)) {
            tally.add(reserve.counts);
        }
        return tally;
    }
}
