package io.nowait.examples.benchmarks;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs the benchmarks, on every side alike, on the kind of thread that Netty's event loops are: only there do Netty's
 * allocators keep caches of a thread's own, and this is where they are to be beaten.
 */
public final class EventLoopThreads extends ThreadPoolExecutor {
    /**
     * Called by JMH, by reflection.
     *
     * @param threads how many the benchmark needs
     * @param prefix for their names
     */
    public EventLoopThreads(int threads, String prefix) {
        super(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory(prefix, true));
    }
}
