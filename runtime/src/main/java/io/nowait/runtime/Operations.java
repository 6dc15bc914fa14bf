package io.nowait.runtime;

import java.nio.ByteBuffer;

/** What {@link DeferredFree} does, by whichever means there are. Implementations are thread-safe. */
public interface Operations {
    /** As {@link DeferredFree#enter}. */
    AutoCloseable enter();

    /** As {@link DeferredFree#retire}. */
    void retire(ByteBuffer buffer);

    /** As {@link DeferredFree#synchronize}. */
    void synchronize() throws InterruptedException;

    /** As {@link DeferredFree#barrier}. */
    void barrier() throws InterruptedException;
}
