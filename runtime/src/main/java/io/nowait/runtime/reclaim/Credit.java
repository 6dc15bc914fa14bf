package io.nowait.runtime.reclaim;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Bytes that one thread may retire before it has to ask the {@link PendingBudget}. The reclaimer may take them back. */
public final class Credit {
    private static final VarHandle LEFT;

    static {
        try {
            LEFT = MethodHandles.lookup().findVarHandle(Credit.class, "left", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // through LEFT
    private int left;

    /** No credit. */
    public Credit() {}

    /** Takes bytes off, if there are so many. For the owner. */
    boolean spend(int bytes) {
        int now = (int) LEFT.getOpaque(this);
        // Fails if the reclaimer has just taken all: nobody else takes any.
        return now >= bytes && LEFT.compareAndSet(this, now, now - bytes);
    }

    /** Adds bytes. For the owner. */
    void add(int bytes) {
        LEFT.getAndAdd(this, bytes);
    }

    /** Takes all there is. For the reclaimer. */
    int takeAll() {
        return (int) LEFT.getAndSet(this, 0);
    }
}
