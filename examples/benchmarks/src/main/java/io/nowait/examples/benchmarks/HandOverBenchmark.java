package io.nowait.examples.benchmarks;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does a buffer cost when one thread takes it and another frees it?
 *
 * <p>The taker hands over through a ring of {@value #RING} places and waits while it is full, so the time of one
 * operation is that of the slower of the two threads. JMH runs the taker; the freeing thread is this class's own, so
 * that one operation is one buffer and heap bytes and CPU are divided by buffers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandOverBenchmark {
    private static final int RING = 32;

    /** After so many looks a waiting thread offers its core to others: the machine may have no more than two. */
    private static final int SPINS = 100;

    /** Where the buffers come from. */
    @Param
    public Source source = Source.JDK;

    /** Bytes of each buffer. */
    @Param("4096")
    public int size;

    private final SpscAtomicArrayQueue<Object> ring = new SpscAtomicArrayQueue<>(RING);

    /** Ends the freeing thread when it comes out of the ring. */
    private final Object end = new Object();

    private Buffers<Object> buffers;

    private Thread freeing;

    /** Opens the source and starts the freeing thread, one of the kind that event loops are. */
    @Setup
    public void start() {
        buffers = source.open();
        freeing = new DefaultThreadFactory("freeing", true).newThread(this::freeAll);
        freeing.start();
    }

    /**
     * Lets the freeing thread finish what is in the ring.
     *
     * @throws InterruptedException when interrupted while it does
     */
    @TearDown
    public void stop() throws InterruptedException {
        put(end);
        freeing.join();
    }

    /** Takes one buffer and hands it over. */
    @Benchmark
    public void handOver() {
        put(buffers.take(size));
    }

    private void put(Object item) {
        for (int looks = 0; !ring.offer(item); looks++) {
            await(looks);
        }
    }

    private void freeAll() {
        for (int looks = 0; ; looks++) {
            Object item = ring.poll();
            if (item == end) {
                return;
            }
            if (item == null) {
                await(looks);
            } else {
                buffers.free(item);
                looks = 0;
            }
        }
    }

    private void await(int looks) {
        if (!freeing.isAlive()) {
            throw new IllegalStateException("the freeing thread has failed");
        }
        if (looks < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }
}
