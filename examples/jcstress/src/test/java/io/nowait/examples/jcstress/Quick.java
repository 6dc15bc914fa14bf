package io.nowait.examples.jcstress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;

/** Runs the finished jar for a short time: one kind of JVM, whose compiler reorders what it may, one iteration each. */
final class Quick {
    private static final String JVM = "-XX:+UseParallelGC -XX:+UnlockDiagnosticVMOptions -XX:+StressLCM -XX:+StressGCM";
    private static final int LIMIT_MINUTES = 10;

    private Quick() {}

    /** The results by test. */
    static Map<String, TestResult> run(String tests, int millis) throws Exception {
        Path directory = Files.createTempDirectory(Path.of("target"), "jcstress-");
        Path log = directory.resolve("output.log");
        Process process = new ProcessBuilder(command(tests, millis))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES))
                    .as("ended in time; see " + log)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return read(directory);
    }

    private static List<String> command(String tests, int millis) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target/nowait-jcstress.jar").toAbsolutePath().toString(),
                "-r",
                ".",
                "-t",
                tests,
                "-jvmArgs",
                JVM,
                "-sc",
                "false",
                "-f",
                "1",
                "-fsm",
                "1",
                "-iters",
                "1",
                "-time",
                Integer.toString(millis),
                "-hs",
                "256");
    }

    private static Map<String, TestResult> read(Path directory) throws IOException, ClassNotFoundException {
        InProcessCollector collector = new InProcessCollector();
        try (Stream<Path> files = Files.list(directory)) {
            Path blob = files.filter(file -> file.toString().endsWith(".bin.gz"))
                    .findFirst()
                    .orElseThrow();
            DiskReadCollector reader = new DiskReadCollector(blob.toString(), collector);
            reader.dump();
            reader.close();
        }
        Map<String, TestResult> results = new HashMap<>();
        ReportUtils.mergedByName(collector.getTestResults()).forEach(result -> results.put(result.getName(), result));
        return results;
    }
}
