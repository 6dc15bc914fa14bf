package io.nowait.examples.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.examples.support.InstalledJdks;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the finished jar on every JDK found: the plain JVM must show wrong bytes or crash, the one with the agent must not. The
 * time under nowait is {@code -Dswap.seconds} in all, shared by the JDKs.
 */
class SwapIT {
    private static final Path AGENT = Path.of(System.getProperty("nowait.jar"));
    private static final int SECONDS = Integer.getInteger("swap.seconds");
    private static final int PLAIN_SECONDS = 30;
    /** Two JVMs start and end, each within the limit that the runner sets it. */
    private static final int SPARE_SECONDS = 200;

    @TestFactory
    Stream<DynamicTest> thePlainJdkShowsFreedMemory() {
        return onEveryJdk("plain", PLAIN_SECONDS);
    }

    @TestFactory
    Stream<DynamicTest> underNowaitNotOneByteIsWrong() {
        return onEveryJdk(
                "nowait", Math.max(1, SECONDS / InstalledJdks.byVersion().size()));
    }

    private static Stream<DynamicTest> onEveryJdk(String side, int seconds) {
        Map<Integer, Path> jdks = InstalledJdks.byVersion();
        return jdks.entrySet().stream()
                .map(jdk -> DynamicTest.dynamicTest(
                        "JDK " + jdk.getKey() + " at " + jdk.getValue(),
                        () -> succeeds(jdk.getKey(), jdk.getValue(), side, seconds)));
    }

    private static void succeeds(int version, Path home, String side, int seconds)
            throws IOException, InterruptedException {
        assertThat(AGENT).exists();
        File log = new File("target/swap-" + side + "-" + version + ".log");
        List<String> command = List.of(
                home.resolve("bin/java").toString(),
                "-jar",
                "target/nowait-swap.jar",
                "--side=" + side,
                "--seconds=" + seconds,
                "--agent=" + AGENT);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            assertThat(process.waitFor(seconds + SPARE_SECONDS, TimeUnit.SECONDS))
                    .as("ended in time; see " + log)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String output = Files.readString(log.toPath());
        System.out.println(output);
        assertThat(process.exitValue()).as(output).isZero();
    }
}
