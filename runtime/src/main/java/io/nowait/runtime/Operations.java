package io.nowait.runtime;

import java.nio.ByteBuffer;

/** What {@link DeferredFree} does, by whichever means there are. Implementations are thread-safe. */
interface Operations {
    AutoCloseable enter();

    void retire(ByteBuffer buffer);

    void synchronize() throws InterruptedException;

    void barrier() throws InterruptedException;
}
