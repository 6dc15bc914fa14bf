package io.nowait.examples.benchmarks;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does an explicit free cost the thread that calls it, with and without event loops that its memory must wait for?
 *
 * <p>Each invocation frees a batch that was taken before, outside of the time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FreeBenchmark {
    private static final int BATCH = 512;
    private static final int SIZE = 4096;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** Event loops beside the measured thread. */
    @Param("0")
    public int loops;

    private final Buffers<Object> buffers = Source.JDK.open();
    private final Object[] batch = new Object[BATCH];
    private final Thread[] threads = new Thread[8];
    private volatile boolean done;

    /** Starts the loops. */
    @Setup
    public void start() {
        for (int i = 0; i < loops; i++) {
            threads[i] = new Thread(this::loop, "loop-" + i);
            threads[i].start();
        }
    }

    /**
     * Ends the loops.
     *
     * @throws InterruptedException when interrupted meanwhile
     */
    @TearDown
    public void end() throws InterruptedException {
        done = true;
        for (int i = 0; i < loops; i++) {
            threads[i].join();
        }
    }

    private void loop() {
        try (Selector selector = Selector.open()) {
            while (!done) {
                selector.select(5);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes a batch, when what was freed before has had time to come back. */
    @Setup(Level.Invocation)
    public void take() {
        LockSupport.parkNanos(PAUSE_NANOS);
        for (int i = 0; i < BATCH; i++) {
            batch[i] = buffers.take(SIZE);
        }
    }

    /** Frees the batch. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void free() {
        for (Object buffer : batch) {
            buffers.free(buffer);
        }
    }
}
