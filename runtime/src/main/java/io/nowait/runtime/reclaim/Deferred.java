package io.nowait.runtime.reclaim;

import io.nowait.runtime.nullness.Nullable;

/** A free that was put off until a grace period is over, in a list. */
public abstract class Deferred {
    /** What is charged for it while it waits. */
    final int bytes;

    /** Whether the application has asked for the wait, and relies on it. */
    final boolean strictly;

    @Nullable
    Deferred next;

    /** One that has not been put off yet. */
    protected Deferred(int bytes, boolean strictly) {
        this.bytes = bytes;
        this.strictly = strictly;
    }

    /** There is room for it to wait, and it is about to: false if there is nothing to put off, because that has been done. */
    protected boolean begin() {
        return true;
    }

    /**
     * Frees; does nothing if that has been done. Called on the reclaimer's thread; must not throw.
     *
     * @param waited whether the grace period is over
     */
    protected abstract void free(boolean waited);
}
