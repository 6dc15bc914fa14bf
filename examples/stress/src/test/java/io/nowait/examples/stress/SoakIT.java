package io.nowait.examples.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.examples.support.InstalledJdks;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Soaks the finished jar in a JVM of every JDK found. The time in all is {@code -Dsoak.seconds}; a JDK with virtual threads
 * gets five shares of it, one without three.
 */
class SoakIT {
    private static final Path AGENT = Path.of(System.getProperty("nowait.jar"));
    private static final int SECONDS = Integer.getInteger("soak.seconds");

    @TestFactory
    Stream<DynamicTest> nothingIsCorruptedUnzeroedOrLost() {
        Map<Integer, Path> jdks = InstalledJdks.byVersion();
        int shares = jdks.keySet().stream().mapToInt(SoakIT::shares).sum();
        return jdks.entrySet().stream()
                .map(jdk -> DynamicTest.dynamicTest(
                        "JDK " + jdk.getKey() + " at " + jdk.getValue(),
                        () -> soak(jdk.getKey(), jdk.getValue(), SECONDS * shares(jdk.getKey()) / shares)));
    }

    private static int shares(int version) {
        return version >= 21 ? 5 : 3;
    }

    private static void soak(int version, Path home, int seconds) throws IOException, InterruptedException {
        assertThat(AGENT).exists();
        File log = new File("target/soak-" + version + ".log");
        Process process = new ProcessBuilder(command(version, home, seconds))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            // Ending takes at most the limits of the pause, of the end and of the last collection.
            assertThat(process.waitFor(seconds + 240, TimeUnit.SECONDS))
                    .as("ended in time; see " + log)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String output = Files.readString(log.toPath());
        System.out.println(output);
        assertThat(process.exitValue()).as(output).isZero();
    }

    private static List<String> command(int version, Path home, int seconds) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/java").toString(),
                "-javaagent:" + AGENT + "=trim=1",
                "-Xmx512m",
                "-XX:MaxDirectMemorySize=512m",
                "-XX:+UseG1GC"));
        if (version >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-cp", "target/classes", Main.class.getName(), "--seconds=" + seconds, "--expect-pool"));
        return command;
    }
}
