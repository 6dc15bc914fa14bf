package io.nowait.runtime.reclaim;

import java.nio.ByteBuffer;

/** Frees buffers of the JDK's own. Called on the reclaimer's thread; must not throw. */
public interface Freer {
    /**
     * Frees a buffer; does nothing if that has been done.
     *
     * @param waited whether its grace period is over
     */
    void free(ByteBuffer buffer, boolean waited);
}
