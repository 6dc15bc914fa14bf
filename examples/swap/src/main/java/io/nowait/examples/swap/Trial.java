package io.nowait.examples.swap;

import io.nowait.examples.swap.app.Application;
import io.nowait.examples.swap.app.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the application in a JVM of its own. What that JVM writes to files goes to a directory that is gone afterwards.
 *
 * @param java the {@code java} that runs it
 * @param jvmFlags flags for both sides
 * @param agent the agent's jar
 * @param agentOptions options for the agent besides its summary
 * @param load what the application does
 * @param seconds how long, at most
 */
record Trial(Path java, List<String> jvmFlags, Path agent, String agentOptions, Load load, int seconds) {
    private static final int SPARE_SECONDS = 60;

    Run run(Side side) throws IOException {
        Path directory = Files.createTempDirectory("nowait-swap-");
        Path crash = directory.resolve("hs_err.log");
        Path summary = directory.resolve("summary.json");
        try (ChildJvm child = ChildJvm.start(command(side, crash, summary), seconds + SPARE_SECONDS)) {
            Transcript said = Transcript.of(child.output());
            int status = child.awaitStatus();
            return new Run(
                    said.seconds(),
                    said.figures(),
                    said.first(),
                    CrashReport.read(crash).or(() -> CrashReport.ofStatus(status)),
                    status,
                    Files.exists(summary) ? AgentSummary.read(summary) : Map.of());
        } finally {
            Files.deleteIfExists(crash);
            Files.deleteIfExists(summary);
            Files.delete(directory);
        }
    }

    private List<String> command(Side side, Path crash, Path summary) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        if (side == Side.NOWAIT) {
            String more = agentOptions.isEmpty() ? "" : "," + agentOptions;
            command.add("-javaagent:" + agent + "=summary=" + summary + more);
        }
        command.addAll(List.of("-Xmx128m", "-XX:MaxDirectMemorySize=512m"));
        command.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + crash, "-XX:ErrorLogTimeout=10"));
        if (FeatureVersion.of(java) >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Application.class.getName()));
        command.addAll(load.arguments());
        command.add("--seconds=" + seconds);
        if (side == Side.PLAIN) {
            command.add("--until-wrong");
        }
        return command;
    }
}
