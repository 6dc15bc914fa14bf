package io.nowait.agent.it.locks;

import java.nio.ByteBuffer;

/** A call site that is not rewritten. */
final class Foreign {
    private Foreign() {}

    static ByteBuffer allocate(int size) {
        return ByteBuffer.allocateDirect(size);
    }
}
