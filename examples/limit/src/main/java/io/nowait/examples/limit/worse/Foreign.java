package io.nowait.examples.limit.worse;

import java.nio.ByteBuffer;

/** A call site that the option {@code exclude} keeps as it is. */
final class Foreign {
    private Foreign() {}

    static ByteBuffer allocate(int size) {
        return ByteBuffer.allocateDirect(size);
    }
}
