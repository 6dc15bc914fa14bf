package io.nowait.runtime.reclaim;

import java.nio.ByteBuffer;

/** The free of a buffer of the JDK's own. Charged is the capacity that it has now: some programs overwrite the field. */
final class DeferredBuffer extends Deferred {
    private final ByteBuffer buffer;
    private final Freer freer;

    DeferredBuffer(ByteBuffer buffer, Freer freer, boolean strictly) {
        super(buffer.capacity(), strictly);
        this.buffer = buffer;
        this.freer = freer;
    }

    @Override
    protected void free(boolean waited) {
        freer.free(buffer, waited);
    }
}
