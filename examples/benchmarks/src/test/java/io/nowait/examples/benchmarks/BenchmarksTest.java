package io.nowait.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {
    private static final String[] SHORTEST = {
        "--rounds", "1", "--warmup", "1", "--iterations", "1", "--millis", "50", "--sizes", "4k"
    };

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void everyPointRunsInAJvmOfItsOwnAndHasAResult() throws Exception {
        Path json = directory.resolve("all.json");

        run("--sides", "plain", "--json", json.toString());

        assertThat(printed())
                .contains("(a) bursts", "(b) a saturated loop", "(c) one thread takes", "(d) as (a)")
                .containsPattern("size +a buffer +plain\\R +4 KiB +time ns +\\d+.*\\R +heap B +\\d+\\R +CPU ns +\\d");
        assertThat(Files.readString(json))
                .contains("BurstBenchmark.burst", "LoopBenchmark.loop", "HandOverBenchmark.handOver")
                .contains("BurstBenchmark.write", "\"gc.alloc.rate.norm\"", "\"process.cpu.norm\"");
    }

    @Test
    void bothNettyAllocatorsRun() throws Exception {
        run(
                "--sides",
                "adaptive,pooled",
                "--only",
                "d",
                "--json",
                directory.resolve("netty.json").toString());

        assertThat(printed()).containsPattern("adaptive +pooled");
    }

    @Test
    void withoutTheAgentNowaitIsNotMeasured() {
        String missing = directory.resolve("missing.jar").toString();

        assertThatThrownBy(() -> run("--sides", "nowait", "--agent", missing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(missing);
    }

    private void run(String... options) throws Exception {
        String[] all = new String[SHORTEST.length + options.length];
        System.arraycopy(SHORTEST, 0, all, 0, SHORTEST.length);
        System.arraycopy(options, 0, all, SHORTEST.length, options.length);
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        new Benchmarks(Arguments.parse(all), out, new PrintStream(OutputStream.nullOutputStream())).run();
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
