package io.nowait.runtime.reclaim;

import io.nowait.runtime.nullness.Nullable;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/**
 * Polled grace periods: a token says from when on all readers must have passed a quiescent state.
 *
 * <p><b>Assumptions.</b>
 *
 * <ol>
 *   <li>Who retires something has made it unreachable for those who begin to look for it, and then calls {@link #start} or hands it
 *       to somebody who does.
 *   <li>A reader uses what it found only until its next quiescent state.
 * </ol>
 *
 * <p><b>Guarantee.</b> When {@link #isOver} says true of a token, no reader uses anything that was retired before its {@link
 * #start}, and what they did with it happens before what the caller does next.
 *
 * <p><b>Progress.</b> No method but {@link #synchronize} waits for anybody. A grace period ends when the last reader that was online has announced, gone
 * offline, or died. A reader that goes online later delays it not.
 *
 * <p><b>Algorithm.</b> That of user-space RCU by quiescent states (Desnoyers, McKenney, Stern, Dagenais, Walpole, "User-Level
 * Implementations of Read-Copy Update", IEEE TPDS 2012) with the polled tokens of Linux
 * ({@code start_poll_synchronize_rcu}). The newest token is a counter; {@code start} adds one to it. A reader announces by
 * copying it. A token is over when every reader that is online has announced that one or a later one. The highest token known
 * to be over is kept, so that most questions are one load.
 */
public final class GracePeriods {
    private static final long SHORTEST_PAUSE_NANOS = 20_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000;

    private final PaddedLong newest = new PaddedLong();
    private final PaddedLong over = new PaddedLong();
    private final Readers readers;

    /**
     * No grace period yet, and no reader.
     *
     * @param numbering a number for each platform thread, always the same; need not be unique
     */
    public GracePeriods(ToLongFunction<Thread> numbering) {
        readers = new Readers(numbering);
        newest.setRelease(1);
    }

    /** The readers that grace periods wait for. */
    public Readers readers() {
        return readers;
    }

    /** The newest token. Acquire: pairs with {@link #start}, and shows what was unlinked before it. */
    long newest() {
        return newest.getAcquire();
    }

    /** Starts a grace period. What the caller unlinked before is covered by it. A full fence. */
    public long start() {
        return newest.addAndGet(1);
    }

    /** The highest token known to be over, without looking at the readers. */
    public long over() {
        return over.getAcquire();
    }

    /** Whether that grace period is over. Looks at the readers if that is not known yet. */
    public boolean isOver(long token) {
        return token <= over.getAcquire() || token <= look();
    }

    private long look() {
        // First the limit: a reader that is offline now may be online, with a newer token, when it is looked at.
        long limit = newest.getVolatile();
        // Orders the start of all tokens up to the limit before the looks at the readers; pairs with Reader.goOnline.
        VarHandle.fullFence();
        for (int list = 0; list < Readers.lists(); list++) {
            for (Reader reader = readers.head(list); reader != null; reader = reader.next) {
                long announced = reader.announced();
                if (announced != Reader.OFFLINE && announced < limit && !Readers.isDead(reader)) {
                    limit = announced;
                }
            }
        }
        raise(limit);
        return limit;
    }

    private void raise(long limit) {
        long known = over.getAcquire();
        while (known < limit && !over.compareAndSet(known, limit)) {
            known = over.getAcquire();
        }
    }

    /**
     * The caller is about to wait at that selector and uses nothing that others may retire.
     *
     * @return the caller's reader if it went offline, for {@link #back(Reader, Object)}; else null
     */
    public @Nullable Reader aboutToWait(Object selector) {
        Reader reader = readers.find(Thread.currentThread());
        return reader != null && reader.aboutToWait(selector) ? reader : null;
    }

    /**
     * The caller is back from that selector; from the first time on it is a reader. Virtual threads are none: they wait in many
     * other places, at which they say nothing.
     */
    public void back(Object selector) {
        Reader reader = loop();
        if (reader != null) {
            reader.back(selector, this);
        }
    }

    /**
     * The same, without looking for the caller's reader again.
     *
     * @param offline what {@link #aboutToWait} returned
     */
    public void back(@Nullable Reader offline, Object selector) {
        if (offline != null) {
            offline.back(this);
        } else {
            back(selector);
        }
    }

    /** The caller passes by that selector without waiting and uses nothing that others may retire; otherwise as {@link #back}. */
    public void pass(Object selector) {
        Reader reader = loop();
        if (reader != null) {
            reader.pass(selector, this);
        }
    }

    private @Nullable Reader loop() {
        Thread caller = Thread.currentThread();
        Reader reader = readers.find(caller);
        return reader != null || VirtualThreads.isVirtual(caller) ? reader : readers.add(caller);
    }

    /** Begins a read section of the caller. */
    public Section enter() {
        Thread caller = Thread.currentThread();
        // The objects first: a thread must not stay online because there was no room for what takes it offline again.
        if (VirtualThreads.isVirtual(caller)) {
            Reader reader = readers.takeSection(caller);
            Section section;
            try {
                section = new Section(reader, caller, readers);
            } catch (OutOfMemoryError full) {
                readers.giveSection(reader);
                throw full;
            }
            reader.enterSection(this);
            return section;
        }
        Reader known = readers.find(caller);
        Reader reader = known != null ? known : readers.add(caller);
        Section section = new Section(reader, caller, null);
        reader.enterSection(this);
        return section;
    }

    /** Whether a grace period would wait for the caller, who therefore must not wait for one. */
    public boolean waitsForCaller() {
        Thread caller = Thread.currentThread();
        return VirtualThreads.isVirtual(caller) ? readers.isInSection(caller) : isOnline(readers.find(caller));
    }

    /**
     * Refuses a caller for whom a grace period would wait. One whose selector is closed says by calling that it holds nothing, and
     * goes offline.
     *
     * @throws IllegalStateException if the caller is one
     */
    public void refuseIfReader() {
        Reader reader = readers.find(Thread.currentThread());
        if (reader != null) {
            reader.leaveClosedHome();
        }
        if (waitsForCaller()) {
            throw new IllegalStateException("waiting for a grace period in a read section or an iteration of a selector"
                    + " loop would never end: " + Thread.currentThread());
        }
    }

    /**
     * Waits for a grace period that begins now.
     *
     * @throws IllegalStateException if it would wait for the caller
     * @throws InterruptedException if the caller is interrupted first
     */
    public void synchronize() throws InterruptedException {
        refuseIfReader();
        long token = start();
        for (long pause = SHORTEST_PAUSE_NANOS; !isOver(token); pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(pause);
        }
    }

    private static boolean isOnline(@Nullable Reader reader) {
        return reader != null && reader.isOnline();
    }
}
