package io.nowait.examples.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost an event loop to announce its quiescent states?
 *
 * <p>The selector does nothing, so that an operation under the agent, less one without, is the cost of announcing. No grace period
 * is open: nothing is freed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AnnounceBenchmark {
    private final Selector selector = new IdleSelector();

    /** A call site, without which the agent's pool would not be there. */
    @Setup
    public void allocate() {
        ByteBuffer.allocateDirect(4096);
    }

    /**
     * One iteration of a loop that waits.
     *
     * @return channels selected
     * @throws IOException never
     */
    @Benchmark
    public int select() throws IOException {
        return selector.select(1);
    }

    /**
     * One iteration of a loop that does not.
     *
     * @return channels selected
     * @throws IOException never
     */
    @Benchmark
    public int selectNow() throws IOException {
        return selector.selectNow();
    }
}
