package io.nowait.runtime.reclaim;

import io.nowait.runtime.nullness.Nullable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;

/**
 * All readers, and finding one's own.
 *
 * <p>Platform threads have one each, in a hash table by thread number and identity. A read section of a virtual thread has
 * one of its own, since the thread may go on under another carrier; when the section ends, it waits for the next.
 *
 * <p>Lock-free but for the removal. Readers are added by compare-and-set, and removed by one thread at a time once theirs has
 * died; who stands on a removed one goes on along its link, which stays.
 */
public final class Readers {
    private static final int BUCKETS = 256;

    /** Readers for sections of virtual threads that are kept though they are not in use. */
    private static final int FEW_SPARE = 32;

    private final AtomicReferenceArray<Reader> buckets = new AtomicReferenceArray<>(BUCKETS);

    /** The reader of each bucket that was found last: saves following the list. Read and written racily; a wrong guess is seen. */
    private final Reader[] nearest = new Reader[BUCKETS];

    private final AtomicReference<Reader> sections = new AtomicReference<>();
    private final ConcurrentLinkedQueue<Reader> spareSections = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger additions = new AtomicInteger();
    private final ReentrantLock removing = new ReentrantLock();
    private final ToLongFunction<Thread> numbering;

    /** So many readers that it is time to see which are dead. */
    private volatile int crowd = BUCKETS;

    /**
     * No readers yet.
     *
     * @param numbering a number for each platform thread, always the same; need not be unique
     */
    Readers(ToLongFunction<Thread> numbering) {
        this.numbering = numbering;
    }

    /** How many there are, those that are offline too. */
    public int count() {
        return count.get();
    }

    /**
     * Whether what the caller frees has to wait for a grace period: somebody else is a reader. To be asked after it has been
     * unlinked, with a full fence in between (the compare-and-set that claims a lease): a reader that registers later then sees
     * that it is gone.
     */
    public boolean anyButCaller() {
        int readers = count.get();
        return readers > 1 || (readers == 1 && find(Thread.currentThread()) == null);
    }

    /** Platform threads that have become readers until now. A thread that becomes one adds to it itself, and so sees that. */
    public int additions() {
        return additions.get();
    }

    /** The caller's reader, or null if it has none; it is the same until the caller dies. For platform threads. */
    @Nullable
    public Reader find(Thread caller) {
        Reader guess = nearest[bucket(caller)];
        return guess != null && guess.thread == caller ? guess : search(caller);
    }

    private @Nullable Reader search(Thread caller) {
        for (Reader reader = buckets.get(bucket(caller)); reader != null; reader = reader.next) {
            if (reader.thread == caller) {
                nearest[bucket(caller)] = reader;
                return reader;
            }
        }
        return null;
    }

    /** Makes a platform thread that has no reader one. */
    public Reader add(Thread caller) {
        Reader reader = new Reader(caller);
        int bucket = bucket(caller);
        // Counted first: a reader that an error kept from being counted would not be waited for.
        count.incrementAndGet();
        Reader first;
        do {
            first = buckets.get(bucket);
            reader.next = first;
        } while (!buckets.compareAndSet(bucket, first, reader));
        additions.incrementAndGet();
        sweepIfCrowded();
        return reader;
    }

    private int bucket(Thread thread) {
        return (int) numbering.applyAsLong(thread) & (BUCKETS - 1);
    }

    /** A reader for one section of a virtual thread. */
    Reader takeSection(Thread caller) {
        Reader spare = spareSections.poll();
        if (spare != null) {
            spare.thread = caller;
            return spare;
        }
        Reader reader = new Reader(caller);
        count.incrementAndGet();
        Reader first;
        do {
            first = sections.get();
            reader.next = first;
        } while (!sections.compareAndSet(first, reader));
        sweepIfCrowded();
        return reader;
    }

    /** There may be nothing to reclaim for long, and so nobody who removes the dead; then they must not grow without bound. */
    private void sweepIfCrowded() {
        if (count.get() > crowd && removing.tryLock()) {
            try {
                removeDeadLocked();
            } finally {
                removing.unlock();
            }
        }
    }

    /** Whether a virtual thread is in a section. */
    boolean isInSection(Thread virtual) {
        for (Reader reader = sections.get(); reader != null; reader = reader.next) {
            if (reader.thread == virtual) {
                return true;
            }
        }
        return false;
    }

    /** Takes the reader of an ended section back. */
    void giveSection(Reader reader) {
        reader.thread = null;
        spareSections.offer(reader);
    }

    /** The first reader of a list, 0 to {@link #lists} - 1; the others hang on it. */
    @Nullable
    Reader head(int list) {
        return list < BUCKETS ? buckets.get(list) : sections.get();
    }

    /** Lists that {@link #head} knows. */
    static int lists() {
        return BUCKETS + 1;
    }

    /** Removes the readers of threads that have died, and the sections that died with a virtual thread. For the reclaimer. */
    public void removeDead() {
        removing.lock();
        try {
            removeDeadLocked();
        } finally {
            removing.unlock();
        }
    }

    private void removeDeadLocked() {
        for (int surplus = spareSections.size() / 2 - FEW_SPARE; surplus > 0; surplus--) {
            Reader spare = spareSections.poll();
            if (spare != null) {
                // Nobody else's from now on: no section will take it.
                spare.surplus = true;
            }
        }
        for (int list = 0; list < lists(); list++) {
            Reader before = null;
            for (Reader reader = head(list); reader != null; reader = reader.next) {
                if ((!reader.surplus && !isDead(reader)) || !unlink(list, before, reader)) {
                    before = reader;
                } else {
                    nearest[list % BUCKETS] = null;
                    count.decrementAndGet();
                }
            }
        }
        crowd = Math.max(BUCKETS, 2 * count.get());
    }

    private boolean unlink(int list, @Nullable Reader before, Reader dead) {
        if (before != null) {
            before.next = dead.next;
            return true;
        }
        // Fails when another was added in front meanwhile; the next sweep will find this one behind it.
        return list < BUCKETS ? buckets.compareAndSet(list, dead, dead.next) : sections.compareAndSet(dead, dead.next);
    }

    /**
     * Whether the reader's thread has died as its reader. Seeing that orders all that the thread did before what follows. A virtual
     * thread may have given its section back, and died, between two looks: only a reader that is still its own after it was seen
     * dead was never given back.
     */
    static boolean isDead(Reader reader) {
        Thread thread = reader.thread;
        return thread != null && !thread.isAlive() && reader.thread == thread;
    }
}
