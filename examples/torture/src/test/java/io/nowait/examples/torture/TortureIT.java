package io.nowait.examples.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.examples.support.InstalledJdks;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tortures the runtime as it is on every JDK found, {@code -Dtorture.seconds} in all, and some mutants that die soon. */
class TortureIT {
    private static final int SECONDS = Integer.getInteger("torture.seconds");
    private static final int MOST_SECONDS_OF_A_MUTANT = 30;
    private static final int SECONDS_TO_END = 120;

    @TestFactory
    Stream<DynamicTest> nothingIsReusedEarlyUnzeroedOrLost() {
        Map<Integer, Path> jdks = InstalledJdks.byVersion();
        return jdks.entrySet().stream()
                .map(jdk -> DynamicTest.dynamicTest(
                        "JDK " + jdk.getKey() + " at " + jdk.getValue(),
                        () -> assertThat(torture(
                                        "sound-" + jdk.getKey(), jdk.getValue(), "--seconds=" + SECONDS / jdks.size()))
                                .isZero()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quiescent-while-holding", "recycle-before-check", "first-token", "lend-unzeroed"})
    void aFaultIsFound(String mutant) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("java.home"));
        int exit = torture(mutant, home, "--mutant=" + mutant, "--seconds=" + MOST_SECONDS_OF_A_MUTANT);
        assertThat(exit).isEqualTo(1);
    }

    private static int torture(String name, Path home, String... arguments) throws IOException, InterruptedException {
        File log = new File("target/torture-" + name + ".log");
        List<String> command = new ArrayList<>(
                List.of(home.resolve("bin/java").toString(), "-Xmx384m", "-jar", "target/nowait-torture.jar"));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            assertThat(process.waitFor(MOST_SECONDS_OF_A_MUTANT + SECONDS + SECONDS_TO_END, TimeUnit.SECONDS))
                    .as("ended in time; see " + log)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        System.out.println(Files.readString(log.toPath()));
        return process.exitValue();
    }
}
