package io.nowait.runtime.reclaim;

import io.nowait.runtime.nullness.Nullable;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.nio.channels.Selector;

/**
 * One reader: a thread that announces its quiescent states, or one read section of a virtual thread.
 *
 * <p>The padded value is what it has announced: {@link #OFFLINE}, or the newest token at its last quiescent state. Only its thread
 * writes it.
 *
 * <p><b>Ordering.</b>
 *
 * <ul>
 *   <li>Going online: store the token, full fence, and only then look at what others share. It pairs with the fence in {@link
 *       GracePeriods#isOver}: either the one who looks at the readers sees this one online, or this one sees all that was
 *       unlinked before the grace period began.
 *   <li>A quiescent state while online: the token is read with acquire, which shows what was unlinked before that grace period
 *       began; stored with release, so that what was done with the memory comes before. No fence: until the store is seen,
 *       the older token is, and that only makes others wait.
 *   <li>Going offline: a release store, for the same reason.
 * </ul>
 *
 * <p><b>A loop has one home.</b> A thread may use a second selector in the middle of an iteration (a blocking client within a
 * handler), and holds leased memory meanwhile. So only the selector that it used first counts, until that one is closed or
 * forgotten, or the thread has been reported for its silence.
 */
public final class Reader extends PaddedLong {
    /** The home of an executor's worker, which announces between two tasks: of all homes the one that makes no loop. */
    public static final Object TASKS = new Object();

    static final long OFFLINE = 0;

    /** The thread; of a virtual thread's section, null while the section is not in use. */
    volatile @Nullable Thread thread;

    /** The next reader in the same list. */
    @Nullable
    Reader next;

    /** Whether it is of no use any more, and waits to be removed. Guarded by the lock of {@link Readers}. */
    boolean surplus;

    /** Read sections that the thread is in. Only for the thread. */
    private int sections;

    /** Whether the outermost section took it online. Only for the thread. */
    private boolean onlineForSection;

    /** The selector at which the thread announces, or what stands for one. Written by the thread, read racily by others. */
    private @Nullable WeakReference<Object> home;

    /** What the reclaimer saw announced when it last looked. Only for the reclaimer. */
    long seen;

    /** How long the same has been seen while others waited for it, in nanoseconds of the reclaimer's ticks. */
    long silentNanos;

    /** Silence from which on it is reported next. */
    long reportAtNanos;

    /**
     * What it had announced when it was found to be silent for long, or {@link #OFFLINE}. Written by the reclaimer, at its next look
     * only: whoever reads it has to ask whether that is still the last that was announced.
     */
    volatile long stalledAt;

    Reader(@Nullable Thread thread) {
        this.thread = thread;
    }

    /** What it has announced, {@link #OFFLINE} or a token. */
    long announced() {
        return getAcquire();
    }

    /** Whether it must not wait for a grace period, which would wait for it. Only for its thread. */
    boolean isOnline() {
        return getOpaque() != OFFLINE;
    }

    /** The thread is about to wait at that selector, and holds nothing; whether it went offline. */
    boolean aboutToWait(Object selector) {
        if (sections == 0 && isHome(selector)) {
            setRelease(OFFLINE);
            return true;
        }
        return false;
    }

    /**
     * The thread is back from that selector, and will look at what others share. It may have been back before, in an action that
     * the selector ran, and hold what it found there: while it is online, this is no quiescent state.
     */
    void back(Object selector, GracePeriods grace) {
        if (isHome(selector)) {
            back(grace);
        }
    }

    /** The same, from a wait for which it went offline. */
    void back(GracePeriods grace) {
        if (getOpaque() == OFFLINE) {
            goOnline(grace);
        } else {
            // Online for a section around the wait: the iteration that begins outlasts it.
            onlineForSection = false;
        }
    }

    /** The thread passes by that selector and holds nothing. */
    void pass(Object selector, GracePeriods grace) {
        if (!isHome(selector)) {
            return;
        }
        if (sections > 0) {
            onlineForSection = false;
        } else {
            long newest = grace.newest();
            long announced = getOpaque();
            if (announced == OFFLINE) {
                goOnline(grace);
            } else if (announced != newest) {
                setRelease(newest);
            }
        }
    }

    void enterSection(GracePeriods grace) {
        if (sections == 0 && getOpaque() == OFFLINE) {
            goOnline(grace);
            onlineForSection = true;
        }
        sections++;
    }

    /** If an error strikes in it, the section goes on, and can be left again. */
    void leaveSection() {
        if (sections == 1 && onlineForSection) {
            setRelease(OFFLINE);
            onlineForSection = false;
        }
        sections--;
    }

    private void goOnline(GracePeriods grace) {
        try {
            // Release: who sees this online sees what came before the last time offline as done.
            setRelease(grace.newest());
            VarHandle.fullFence();
        } catch (RuntimeException | Error e) {
            value = OFFLINE; // a store, no call: nothing can strike
            throw e;
        }
    }

    /**
     * Whether its thread runs a selector loop, in Java or in native code: its home is there, open, and no executor's. A thread that has
     * only read sections has none. For the thread; others may get an answer that is about to change.
     */
    public boolean isLoop() {
        WeakReference<Object> now = home;
        Object at = now == null ? null : now.get();
        return at != TASKS && !isGone(at);
    }

    /**
     * The thread says that it holds nothing: if the selector that it announced at is closed or gone, it will not come back there, and
     * goes offline.
     */
    void leaveClosedHome() {
        WeakReference<Object> now = home;
        if (sections == 0 && now != null && isGone(now.get())) {
            setRelease(OFFLINE);
        }
    }

    private static boolean isGone(@Nullable Object home) {
        return home == null || (home instanceof Selector selector && !selector.isOpen());
    }

    private boolean isHome(Object selector) {
        WeakReference<Object> now = home;
        return (now != null && now.refersTo(selector)) || moves(now, selector);
    }

    private boolean isStalled() {
        long at = stalledAt;
        return at != OFFLINE && at == getOpaque();
    }

    private boolean moves(@Nullable WeakReference<Object> from, Object to) {
        boolean gone = isGone(from == null ? null : from.get());
        if (!gone && !isStalled()) {
            return false;
        }
        home = new WeakReference<>(to);
        // A thread that is in an iteration, standing still or of a selector that it has closed itself, is in it until
        // it comes back to its new home for the second time.
        return gone && getOpaque() == OFFLINE;
    }
}
