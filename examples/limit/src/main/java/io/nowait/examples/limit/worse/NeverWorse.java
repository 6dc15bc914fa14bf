package io.nowait.examples.limit.worse;

import io.nowait.examples.limit.Sides;
import io.nowait.examples.support.AgentSummary;
import io.nowait.examples.support.ChildJvm;
import io.nowait.examples.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Never worse: the same runs plain and with the agent; what the agent's side is refused the plain side must be refused, too, at the
 * same step. The exit status is 1 if not.
 */
@Command(
        mixinStandardHelpOptions = true,
        name = "worse",
        description = "Looks for an OutOfMemoryError that the plain JDK does not give.")
public final class NeverWorse implements Callable<Integer> {
    private static final int SECONDS_EACH_SEED = 60;
    private static final String END = "end";

    @Mixin
    private Sides sides = new Sides();

    @Option(names = "--seeds", defaultValue = "200", description = "Seeds to run (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--first", defaultValue = "1", description = "The first of them (default: ${DEFAULT-VALUE}).")
    private long first;

    @Option(
            names = "--limit",
            defaultValue = "16",
            description = "Direct-memory limit, MiB (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() throws IOException {
        boolean worse = false;
        for (Map.Entry<Integer, Path> jdk : sides.jdks().entrySet()) {
            List<String> plain = run(jdk.getValue(), sides.plain());
            List<String> nowait = run(jdk.getValue(), sides.agent());
            worse |= compare(jdk.getKey(), plain, nowait);
        }
        return worse ? 1 : 0;
    }

    private boolean compare(int jdk, List<String> plain, List<String> nowait) {
        int refused = 0;
        int granted = 0;
        int worse = 0;
        for (int i = 0; i < plain.size(); i++) {
            List<String> expected = List.of(plain.get(i).split("; "));
            List<String> actual = List.of(nowait.get(i).split("; "));
            List<String> surplus = new ArrayList<>(actual);
            surplus.removeAll(expected);
            refused += expected.size() == 5 ? 0 : 1;
            granted += expected.size() > actual.size() ? 1 : 0;
            if (!surplus.isEmpty()) {
                worse++;
                System.out.printf("WORSE on %d: %s, where the plain JDK has %s%n", jdk, actual, expected);
            }
        }
        System.out.printf(
                "JDK %d: %d runs of seeds %d to %d, limit %d MiB: %d worse; plain refused in %d runs, nowait granted all of"
                        + " that in %d%n",
                jdk, plain.size(), first, first + seeds - 1, limit, worse, refused, granted);
        return worse > 0;
    }

    private List<String> run(Path java, Optional<String> agent) throws IOException {
        Path summary = Files.createTempFile("nowait-limit-", ".json");
        long began = System.nanoTime();
        try (ChildJvm child = ChildJvm.start(
                java, flags(java, agent, summary), Runs.class, arguments(), 60 + SECONDS_EACH_SEED * seeds)) {
            List<String> lines = new ArrayList<>();
            for (String line = child.readLine(); !line.equals(END); line = child.readLine()) {
                lines.add(line);
            }
            child.awaitSuccess();
            System.out.printf(
                    "%s: %.1f s%n", agent.isPresent() ? "nowait" : "plain", (System.nanoTime() - began) / 1e9);
            if (agent.isPresent()) {
                AgentSummary counted = AgentSummary.read(summary);
                System.out.println(counted.outcomes() + ", errors " + counted.errors());
                if (counted.errors() > 0 || counted.hits() == 0) {
                    throw new IOException("the agent counts errors, or no hit");
                }
            }
            return lines;
        } finally {
            Files.delete(summary);
        }
    }

    private List<String> flags(Path java, Optional<String> agent, Path summary) throws IOException {
        List<String> flags = new ArrayList<>(Jdk.of(java).nettyFlags());
        agent.ifPresent(options ->
                flags.add("-javaagent:" + options + "exclude=" + Foreign.class.getName() + ",summary=" + summary));
        flags.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=" + limit + "m"));
        return flags;
    }

    private List<String> arguments() {
        return List.of(String.valueOf(first), String.valueOf(seeds), String.valueOf((long) limit << 20));
    }
}
