package io.nowait.runtime.reserve;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.reclaim.DeferredBuffers;
import io.nowait.runtime.reclaim.GracePeriods;
import java.lang.invoke.VarHandle;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes loose buffers, keeps them, and takes them back.
 *
 * <p><b>Making</b> waits for nothing: the objects first; the capacity is counted if there is room, as {@code Bits.tryReserveMemory} does;
 * memory, zeroed; then the buffer is the application's. No lock is taken, so the JDK's cleaners, which share one, have no part in it.
 *
 * <p><b>Freeing.</b> With no reader but the caller, the caller gives the memory back at once, as the JDK does. Otherwise the free waits for a
 * grace period among those of the JDK's own buffers. What is dropped comes through the queue of the leases.
 *
 * <p><b>Keeping.</b> Threads put what they made, and what has ended, on two lists, by compare-and-set; the worker takes both whole, and has
 * the others linked, so that all are reachable until they end.
 *
 * <p><b>Errors.</b> One that is being made, or that this thread gives back, is noted in the reserve; {@link #finish} gives back what there is.
 *
 * <p>Thread-safe; nothing waits.
 */
final class LooseBuffers {
    final boolean counting;
    private final ReferenceQueue<ByteBuffer> dropped;
    private final Reserves reserves;
    private final DeferredBuffers deferred;
    private final GracePeriods grace;
    private final AtomicLong unwaited;
    private final AtomicReference<Loose> made = new AtomicReference<>();
    private final AtomicReference<Loose> ended = new AtomicReference<>();

    /** The first of those that the worker knows. Only for the worker. */
    private @Nullable Loose first;

    /** Bytes of those. Only for the worker, as are the next three. */
    long knownBytes;

    /** How many of those that it knew have ended, however. */
    long endedKnown;

    /** How many ended by the collector's proof. */
    long proved;

    /** Their bytes. */
    long provedBytes;

    /**
     * None.
     *
     * @param counting whether they count against the direct limit; false for a rehearsal only
     * @param dropped where the collector's proof arrives
     * @param unwaited counts the frees that could not wait
     */
    LooseBuffers(
            boolean counting,
            ReferenceQueue<ByteBuffer> dropped,
            Reserves reserves,
            DeferredBuffers deferred,
            GracePeriods grace,
            AtomicLong unwaited) {
        this.counting = counting;
        this.dropped = dropped;
        this.reserves = reserves;
        this.deferred = deferred;
        this.grace = grace;
        this.unwaited = unwaited;
    }

    /** What owns the memory of a loose buffer; null if that buffer is none, or a view. */
    static @Nullable Loose of(ByteBuffer buffer) {
        return Jdk.thunk(buffer) instanceof Loose loose ? loose : null;
    }

    /**
     * Makes a zeroed buffer without waiting.
     *
     * @param mine the caller's reserve
     * @param capacity 0 or more
     * @return the buffer, or null if the direct limit or the system has no room
     */
    @Nullable
    ByteBuffer make(Reserve mine, int capacity) {
        finish(mine);
        ByteBuffer root = Jdk.newRoot(0, capacity);
        Loose loose = new Loose(root, dropped, capacity, this, mine.number);
        Jdk.setThunk(root, loose);
        mine.loose = loose;
        if (!loose.memory.take()) {
            mine.loose = null;
            return null;
        }
        loose.memory.zero();
        Jdk.setAddress(root, loose.memory.address());
        Loose newest;
        do {
            newest = made.get();
            loose.next = newest;
        } while (!made.compareAndSet(newest, loose));
        loose.made();
        mine.loose = null;
        return root;
    }

    /**
     * Frees one; nothing if that has been done. After a full fence, as {@code anyButCaller} asks for.
     *
     * @return whether this call did, or put it off
     */
    boolean free(Loose loose) {
        Reserve mine = reserves.mine();
        finish(mine);
        if (!loose.isLive()) {
            return false;
        }
        if (grace.readers().anyButCaller()) {
            if (deferred.defer(new LooseFree(this, loose, false))) {
                return true;
            }
            unwaited.incrementAndGet();
        }
        mine.loose = loose;
        if (!loose.claimLive(mine.number)) {
            mine.loose = null;
            return false;
        }
        finish(mine);
        return true;
    }

    /** The same for {@code cleaner().clean()}. */
    void freeByCleaner(Loose loose) {
        // Orders the unlinking, by the caller, before the look at the readers; pairs with Reader.goOnline.
        VarHandle.fullFence();
        free(loose);
    }

    /**
     * Puts the free of one off until a grace period that begins now is over.
     *
     * @return false, and nothing done, if no more may wait
     */
    boolean retire(Loose loose) {
        return deferred.defer(new LooseFree(this, loose, true));
    }

    /** Ends one that has waited, or that must make room. For the worker. */
    void endWaiting(Loose loose, boolean waited) {
        if (end(loose) && !waited) {
            unwaited.incrementAndGet();
        }
    }

    /** Ends one of which the collector has proved that nothing reaches the buffer. For the worker. */
    void endProved(Loose loose) {
        if (end(loose)) {
            proved++;
            provedBytes += loose.capacity;
        }
    }

    private boolean end(Loose loose) {
        Reserve mine = reserves.mine();
        finish(mine);
        mine.loose = loose;
        if (!loose.claim(mine.number)) {
            mine.loose = null;
            return false;
        }
        finish(mine);
        return true;
    }

    /**
     * Gives back what an error kept the owner of a reserve from making, or from giving back. For the owner, or when the owner is dead.
     */
    void finish(Reserve reserve) {
        Loose loose = reserve.loose;
        if (loose == null) {
            return;
        }
        if (loose.isClaimedBy(reserve.number)) {
            loose.memory.giveBack();
            Loose newest;
            do {
                newest = ended.get();
                loose.nextEnded = newest;
            } while (!ended.compareAndSet(newest, loose));
        }
        reserve.loose = null;
    }

    /** Whether there are none. Read racily. */
    boolean isEmpty() {
        return made.get() == null && first == null;
    }

    /** Takes over what was made and lets go of what has ended; whether there was anything. For the worker. */
    boolean sweep() {
        // In this order: what has ended by now was put on the other list before, if ever.
        Loose gone = ended.get() == null ? null : ended.getAndSet(null);
        Loose added = made.get() == null ? null : made.getAndSet(null);
        boolean any = gone != null || added != null;
        while (added != null) {
            Loose next = added.next;
            add(added);
            added = next;
        }
        while (gone != null) {
            Loose next = gone.nextEnded;
            gone.nextEnded = null;
            if (gone.known) {
                remove(gone);
            }
            gone = next;
        }
        return any;
    }

    /** How many the worker knows. Only for the worker. */
    int known() {
        int known = 0;
        for (Loose loose = first; loose != null; loose = loose.next) {
            known++;
        }
        return known;
    }

    private void add(Loose loose) {
        loose.known = true;
        knownBytes += loose.capacity;
        loose.next = first;
        if (first != null) {
            first.before = loose;
        }
        first = loose;
    }

    private void remove(Loose loose) {
        Loose before = loose.before;
        Loose next = loose.next;
        if (before == null) {
            first = next;
        } else {
            before.next = next;
        }
        if (next != null) {
            next.before = before;
        }
        loose.before = null;
        loose.next = null;
        loose.known = false;
        knownBytes -= loose.capacity;
        endedKnown++;
    }
}
