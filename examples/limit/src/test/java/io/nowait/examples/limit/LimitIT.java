package io.nowait.examples.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.examples.support.InstalledJdks;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The short form of each program: what must be right, not how fast it is. {@code worse} runs on every JDK found, the others on one of them;
 * all at the same time, for they mostly sleep. The long forms are commands of their own, see the README.
 */
class LimitIT {
    private static final Path AGENT = Path.of(System.getProperty("nowait.jar"));
    private static final int MINUTES = 5;
    private static final ExecutorService PROGRAMS = Executors.newCachedThreadPool();
    private static final Map<String, Future<String>> STARTED = new HashMap<>();

    @BeforeAll
    static void startAll() {
        List<Integer> jdks = List.copyOf(InstalledJdks.byVersion().keySet());
        String oldest = "--jdk=" + jdks.get(0);
        String newest = "--jdk=" + jdks.get(jdks.size() - 1);
        start("worse", "--seeds=2", "--collectors=Serial", "--rest=400", "--percent=50,99,100");
        start("loops", oldest, "--collectors=G1", "--turns=1", "--rate=1000", "--warmup=1", "--seconds=1");
        start("resident", newest, "--sleep=1", "--threads=2000", "--virtual=10000", "--most=10");
        start("container", newest, "--limits=96", "--turns=1", "--seconds=2");
    }

    @AfterAll
    static void stop() {
        PROGRAMS.shutdownNow();
    }

    @Test
    void anEventLoopAtTheLimitAnswersEveryRequestRight() throws Exception {
        assertThat(output("loops")).contains(" G1 nowait", "loops hit ");
    }

    @Test
    void noRunIsRefusedMemoryThatThePlainJdkGrants() throws Exception {
        assertThat(output("worse")).contains("0 worse").doesNotContain("WORSE");
    }

    @Test
    void threadsLeaveNothingBehindAndRoundingCostsNoBuffer() throws Exception {
        assertThat(output("resident")).contains("buffers");
    }

    @Test
    void aSmallContainerHoldsAllSides() throws Exception {
        assertThat(output("container")).contains("256 MiB (");
    }

    private static void start(String program, String... options) {
        STARTED.put(program, PROGRAMS.submit(() -> run(program, options)));
    }

    private static String output(String program) throws Exception {
        String output = STARTED.get(program).get();
        System.out.println(output);
        return output;
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
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
