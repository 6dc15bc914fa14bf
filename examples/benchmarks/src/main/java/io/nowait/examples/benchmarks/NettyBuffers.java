package io.nowait.examples.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Direct buffers of a Netty allocator, which are not zeroed. */
final class NettyBuffers extends Buffers<ByteBuf> {
    private final ByteBufAllocator allocator;

    NettyBuffers(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    @Override
    public ByteBuf take(int capacity) {
        ByteBuf buffer = allocator.directBuffer(capacity);
        buffer.setByte(0, 1);
        return buffer;
    }

    @Override
    public void fill(ByteBuf buffer, int capacity, byte[] pattern) {
        int step = Math.min(capacity, pattern.length);
        for (int at = 0; at < capacity; at += step) {
            buffer.setBytes(at, pattern, 0, step);
        }
    }

    @Override
    public void free(ByteBuf buffer) {
        buffer.release();
    }
}
