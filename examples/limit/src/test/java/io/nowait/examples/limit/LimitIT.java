package io.nowait.examples.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The short form of each program, run as its README says on every JDK found: what must be right, not how fast it is. The long forms
 * are commands of their own.
 */
class LimitIT {
    private static final Path AGENT = Path.of(System.getProperty("nowait.jar"));
    private static final int MINUTES = 5;

    @Test
    void anEventLoopAtTheLimitAnswersEveryRequestRight() throws Exception {
        assertThat(run("loops", "--collectors=G1", "--turns=1", "--rate=1000", "--warmup=1", "--seconds=2"))
                .contains("17 G1 nowait", "loops hit ");
    }

    @Test
    void noRunIsRefusedMemoryThatThePlainJdkGrants() throws Exception {
        assertThat(run("worse", "--seeds=2")).contains("0 worse").doesNotContain("WORSE");
    }

    @Test
    void threadsLeaveNothingBehindAndRoundingCostsNoBuffer() throws Exception {
        assertThat(run("resident", "--sleep=2", "--threads=5000", "--virtual=20000", "--most=20"))
                .contains("buffers");
    }

    @Test
    void aSmallContainerHoldsAllSides() throws Exception {
        assertThat(run("container", "--limits=96", "--turns=1", "--seconds=2")).contains("256 MiB (");
    }

    private static String run(String program, String... options) throws IOException, InterruptedException {
        assertThat(AGENT).exists();
        File log = new File("target/limit-" + program + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx128m",
                "-jar",
                "target/nowait-limit.jar",
                program,
                "--agent=" + AGENT));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("ended in time; see " + log)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String output = Files.readString(log.toPath());
        System.out.println(output);
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
