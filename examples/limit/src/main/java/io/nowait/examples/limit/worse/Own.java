package io.nowait.examples.limit.worse;

import java.nio.ByteBuffer;

/** A call site that is rewritten. */
final class Own {
    private Own() {}

    static ByteBuffer allocate(int size) {
        return ByteBuffer.allocateDirect(size);
    }
}
