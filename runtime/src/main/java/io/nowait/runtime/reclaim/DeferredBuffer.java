package io.nowait.runtime.reclaim;

import io.nowait.runtime.nullness.Nullable;
import java.nio.ByteBuffer;

/** A buffer of the JDK's own that was freed and waits, in a list. */
final class DeferredBuffer {
    final ByteBuffer buffer;

    /** Whether the application has asked for the wait, and relies on it. */
    final boolean strictly;

    @Nullable
    DeferredBuffer next;

    /** Its capacity when it was put off: some programs overwrite the field. */
    final int bytes;

    DeferredBuffer(ByteBuffer buffer, boolean strictly) {
        this.buffer = buffer;
        this.bytes = buffer.capacity();
        this.strictly = strictly;
    }
}
