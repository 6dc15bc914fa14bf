package io.nowait.examples.benchmarks;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;

/** Where the buffers of a forked JVM come from: a parameter of every benchmark. */
public enum Source {
    /** {@code ByteBuffer.allocateDirect} and {@code invokeCleaner}: plain, or nowait if the fork has the agent. */
    JDK {
        @Override
        Buffers<?> create() {
            return new JdkBuffers();
        }
    },
    /** Netty's adaptive allocator, its default since 4.2. */
    ADAPTIVE {
        @Override
        Buffers<?> create() {
            return new NettyBuffers(new AdaptiveByteBufAllocator(true));
        }
    },
    /** Netty's pooled allocator, its default until 4.1. */
    POOLED {
        @Override
        Buffers<?> create() {
            return new NettyBuffers(new PooledByteBufAllocator(true));
        }
    };

    abstract Buffers<?> create();

    /**
     * Opens the source for a benchmark, which passes back only what it took: hence one type for all buffers.
     *
     * @return a new source
     */
    @SuppressWarnings("unchecked")
    public Buffers<Object> open() {
        return (Buffers<Object>) create();
    }
}
