package io.nowait.examples.limit.loop;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;

/**
 * Netty's own unpooled allocator, timed: every direct buffer that an event loop asks for, the handler's and those that Netty
 * reads into and encodes into.
 */
final class TimedAllocator extends AbstractByteBufAllocator {
    private final ByteBufAllocator netty = UnpooledByteBufAllocator.DEFAULT;
    private final LoopTimes times;

    TimedAllocator(LoopTimes times) {
        super(true);
        this.times = times;
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        long runDelay = times.begin();
        long start = System.nanoTime();
        try {
            return netty.directBuffer(initialCapacity, maxCapacity);
        } catch (OutOfMemoryError e) {
            times.refused();
            throw e;
        } finally {
            times.end(runDelay, start, System.nanoTime() - start);
        }
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return netty.heapBuffer(initialCapacity, maxCapacity);
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }
}
