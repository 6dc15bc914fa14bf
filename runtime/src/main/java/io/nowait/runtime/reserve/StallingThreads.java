package io.nowait.runtime.reserve;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Jdk;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Finds what is noted of a thread that stalls, by thread. Without a lock: while one thread stalls, all others that come back from the JDK ask
 * whether they did.
 *
 * <p>A hash table of lists. A thread adds an entry of its own at the head, by compare-and-set, and nobody else looks for it; the thread
 * or the worker ends it, whoever is first; the worker alone unlinks what has ended. A reader that stands on an unlinked entry
 * goes on along its link, which is left as it was. Thread-safe.
 */
final class StallingThreads {
    private static final int BUCKETS = 64;

    private final AtomicReferenceArray<Entry> buckets = new AtomicReferenceArray<>(BUCKETS);

    /** Entries that have not ended; if an error kept one from being subtracted, more. */
    private final AtomicInteger count = new AtomicInteger();

    /** Whether an entry may have ended since the last sweep. */
    private volatile boolean anyEnded;

    /** A thread and its stall. True when it has ended. */
    private static final class Entry extends AtomicBoolean {
        private static final long serialVersionUID = 1;

        final transient Thread thread;
        final transient Stalling its;

        @Nullable
        transient Entry next;

        Entry(Thread thread, Stalling its) {
            this.thread = thread;
            this.its = its;
        }
    }

    /** Tells whether what is noted of a thread need not be kept. */
    interface Forgettable {
        /** Whether it need not. */
        boolean test(Thread thread, Stalling its);
    }

    /** Whether there are none. One load. */
    boolean isEmpty() {
        return count.get() == 0;
    }

    /** What is noted of the caller; null if nothing is. */
    @Nullable
    Stalling mine() {
        Entry entry = isEmpty() ? null : find(Thread.currentThread());
        return entry == null ? null : entry.its;
    }

    private @Nullable Entry find(Thread caller) {
        for (Entry entry = buckets.get(bucket(caller)); entry != null; entry = entry.next) {
            if (entry.thread == caller && !entry.get()) {
                return entry;
            }
        }
        return null;
    }

    private static int bucket(Thread thread) {
        return (int) Jdk.threadNumber(thread) & (BUCKETS - 1);
    }

    /** Notes the caller's, of which nothing is noted. */
    void add(Stalling its) {
        Thread caller = Thread.currentThread();
        Entry added = new Entry(caller, its);
        int bucket = bucket(caller);
        // Counted first: one that is not counted would not be found.
        count.incrementAndGet();
        Entry first;
        do {
            first = buckets.get(bucket);
            added.next = first;
        } while (!buckets.compareAndSet(bucket, first, added));
    }

    /** Takes what is noted of the caller away; null if nothing is. */
    @Nullable
    Stalling remove() {
        Entry entry = isEmpty() ? null : find(Thread.currentThread());
        return entry != null && end(entry) ? entry.its : null;
    }

    private boolean end(Entry entry) {
        if (!entry.compareAndSet(false, true)) {
            return false;
        }
        anyEnded = true;
        count.decrementAndGet();
        return true;
    }

    /** Whether the stall of any thread goes on. */
    boolean anyGoesOn() {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            for (Entry entry = buckets.get(bucket); entry != null; entry = entry.next) {
                if (!entry.get() && entry.its.nanos < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether there is anything to sweep. Two loads. */
    boolean needsSweep() {
        return !isEmpty() || anyEnded;
    }

    /** Ends those that need not be kept, and unlinks what has ended. For the worker. */
    void sweep(Forgettable forgettable) {
        anyEnded = false;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            Entry before = null;
            for (Entry entry = buckets.get(bucket); entry != null; entry = entry.next) {
                if (!entry.get() && forgettable.test(entry.thread, entry.its)) {
                    end(entry);
                }
                if (!entry.get()) {
                    before = entry;
                } else if (!unlink(bucket, before, entry)) {
                    anyEnded = true; // another was added in front meanwhile: at the next sweep
                    before = entry;
                }
            }
        }
    }

    private boolean unlink(int bucket, @Nullable Entry before, Entry ended) {
        if (before == null) {
            return buckets.compareAndSet(bucket, ended, ended.next);
        }
        before.next = ended.next;
        return true;
    }
}
