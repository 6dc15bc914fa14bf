package io.nowait.runtime.reclaim;

import io.nowait.runtime.nullness.Nullable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A piece of memory that a reader finds through a shared pointer, and that its owner unlinks and reclaims. */
final class Memory {
    static final int NOTHING = 0;
    static final int INTACT = 1;
    static final int RECLAIMED = 2;

    private static final VarHandle SHARED;

    static {
        try {
            SHARED = MethodHandles.lookup().findVarHandle(Memory.class, "shared", Piece.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final class Piece {
        int content = INTACT;
    }

    private final Piece piece = new Piece();
    private volatile @Nullable Piece shared = piece;
    private @Nullable Piece held;

    /** The reader looks, and holds what it finds from then on. */
    void find() {
        held = shared;
    }

    /** Those who begin to look do not find it any more; no fence after it. */
    void unlink() {
        SHARED.setRelease(this, null);
    }

    /** Reclaims it if so; 1 if it did. */
    int reclaimIf(boolean over) {
        if (over) {
            piece.content = RECLAIMED;
        }
        return over ? 1 : 0;
    }

    /** What the reader holds. */
    int held() {
        Piece its = held;
        return its == null ? NOTHING : its.content;
    }
}
