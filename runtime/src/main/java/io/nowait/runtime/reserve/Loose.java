package io.nowait.runtime.reserve;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.OwnMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;

/**
 * A loose buffer: one that was made without waiting, and lies in no slab. This owns its memory and what that counts against the direct
 * limit.
 *
 * <p>It refers to the root, which every view holds, and is found again through it: the root's cleaner, of which the JDK does not know,
 * has it for a thunk. {@link LooseBuffers} holds it until it has ended, so the collector's proof brings it back.
 *
 * <p>State: a number of a reserve while that makes it; {@code LIVE}; {@code WAITING} when it was freed and others may still read; then
 * claimed, once, by the one who gives the memory back, whose reserve's number it is from then on. All changes but the second are
 * compare-and-sets, so of two frees and the collector's proof exactly one wins.
 */
final class Loose extends PhantomReference<ByteBuffer> implements Runnable {
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Loose.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int LIVE = 0;
    private static final int WAITING = -1;

    final OwnMemory memory;
    final int capacity;
    private final LooseBuffers all;

    private volatile int state;

    /** The next of those that the worker has yet to hear of, or that it knows. */
    @Nullable
    Loose next;

    /** The one before it of those that the worker knows. Only for the worker. */
    @Nullable
    Loose before;

    /** Whether the worker knows it. Only for the worker. */
    boolean known;

    /** The next of those that have ended. */
    @Nullable
    Loose nextEnded;

    /** One that is being made, without memory yet. */
    Loose(ByteBuffer root, ReferenceQueue<ByteBuffer> dropped, int capacity, LooseBuffers all, int maker) {
        super(root, dropped);
        this.memory = new OwnMemory(capacity);
        this.capacity = capacity;
        this.all = all;
        this.state = maker;
    }

    /** It is made. Release: whoever claims it sees its memory; pairs with the compare-and-sets. */
    void made() {
        STATE.setRelease(this, LIVE);
    }

    /** Whether it has not been freed. */
    boolean isLive() {
        return state == LIVE;
    }

    /** Notes that it has been freed and waits; false if it was freed before. */
    boolean beginWait() {
        return STATE.compareAndSet(this, LIVE, WAITING);
    }

    /** Claims a live one for that reserve, whose owner is to give the memory back; false if it was freed before. */
    boolean claimLive(int reserve) {
        return STATE.compareAndSet(this, LIVE, reserve);
    }

    /** The same for one that may also wait. */
    boolean claim(int reserve) {
        return STATE.compareAndSet(this, LIVE, reserve) || STATE.compareAndSet(this, WAITING, reserve);
    }

    /** Whether that reserve makes it, or has claimed it. */
    boolean isClaimedBy(int reserve) {
        return state == reserve;
    }

    /** Frees it, as {@code cleaner().clean()} asks for. Throws nothing, for that would end the process. */
    @Override
    public void run() {
        try {
            all.freeByCleaner(this);
        } catch (RuntimeException | Error keptFromTheProcess) {
            return; // the collector's proof will end it
        }
    }
}
