package io.nowait.examples.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What does a buffer cost when one thread does nothing but take and free, and outruns whatever works in the background? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LoopBenchmark {
    /** Where the buffers come from. */
    @Param
    public Source source = Source.JDK;

    /** Bytes of each buffer. */
    @Param("4096")
    public int size;

    private Buffers<Object> buffers;

    /** Opens the source. */
    @Setup
    public void open() {
        buffers = source.open();
    }

    /** Takes one buffer and frees it. */
    @Benchmark
    public void loop() {
        buffers.free(buffers.take(size));
    }
}
