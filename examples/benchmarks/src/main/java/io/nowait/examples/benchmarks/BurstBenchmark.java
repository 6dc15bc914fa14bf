package io.nowait.examples.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What does a buffer cost an event loop, which takes all it needs for one turn, frees them, and then waits for its
 * channels? And what is left of the gain when every byte is written, so that the memory must come into the cache anyway?
 *
 * <p>One invocation is one burst; operations per invocation are the buffers of the burst. The wait is a set-up of each
 * invocation: JMH reads the clock after it and again after the burst, so the wait is not in the time (the two
 * readings, some 50 ns, are: below 2 ns a buffer in a burst of 32). It is in the whole-process CPU, on every side alike.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BurstBenchmark {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Small enough to stay in the first cache beside what is written, so that only the buffers are measured. */
    private static final int PATTERN_BYTES = 4096;

    /** Where the buffers come from. */
    @Param
    public Source source = Source.JDK;

    /** Bytes of each buffer. */
    @Param("4096")
    public int size;

    private final byte[] pattern = new byte[PATTERN_BYTES];
    private Object[] burst = {};

    private Buffers<Object> buffers;

    /**
     * Opens the source.
     *
     * @param params tell the buffers in a burst
     */
    @Setup
    public void open(BenchmarkParams params) {
        buffers = source.open();
        burst = new Object[params.getOpsPerInvocation()];
    }

    /** Waits as an event loop does between two turns. */
    @Setup(Level.Invocation)
    public void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    /** Takes all buffers of the burst, then frees them all. */
    @Benchmark
    public void burst() {
        for (int i = 0; i < burst.length; i++) {
            burst[i] = buffers.take(size);
        }
        freeAll();
    }

    /** Takes and fills all buffers of the burst, then frees them all. */
    @Benchmark
    public void write() {
        for (int i = 0; i < burst.length; i++) {
            Object buffer = buffers.take(size);
            buffers.fill(buffer, size, pattern);
            burst[i] = buffer;
        }
        freeAll();
    }

    private void freeAll() {
        for (Object buffer : burst) {
            buffers.free(buffer);
        }
    }
}
