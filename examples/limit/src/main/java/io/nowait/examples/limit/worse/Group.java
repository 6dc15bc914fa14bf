package io.nowait.examples.limit.worse;

import io.nowait.examples.support.AgentSummary;
import io.nowait.examples.support.ChildJvm;
import io.nowait.examples.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs that share a JVM.
 *
 * @param java the {@code java} to run
 * @param collector as in {@code -XX:+Use…GC}
 * @param allNonBlocking whether the agent is to take all threads for ones that may not wait
 * @param limitMebi the direct-memory limit, MiB
 * @param percent how far the limit is filled
 * @param seeds of the runs
 */
record Group(
        Path java, String collector, boolean allNonBlocking, int limitMebi, List<Integer> percent, List<Long> seeds) {
    private static final int SECONDS_EACH_SEED = 120;

    /** Under less the agent takes its preset {@code small}, whose pool is too small to matter here. */
    private static final int HEAP_MEBI = 160;

    /**
     * What a child printed and what its agent counted.
     *
     * @param outcomes of each run
     * @param summary empty without the agent
     */
    record Ran(List<Outcome> outcomes, Optional<AgentSummary> summary) {}

    /** The same for one seed. */
    Group only(long seed) {
        return new Group(java, collector, allNonBlocking, limitMebi, percent, List.of(seed));
    }

    /**
     * Runs it.
     *
     * @param agent what follows {@code -javaagent:}, for more options to be put behind; empty for plain
     * @param restMillis the rest before each percentage
     */
    Ran run(Optional<String> agent, long restMillis) throws IOException {
        Path summary = Files.createTempFile("nowait-limit-", ".json");
        int longest = 60 + SECONDS_EACH_SEED * seeds.size();
        try (ChildJvm child = ChildJvm.start(java, flags(agent, summary), Runs.class, arguments(restMillis), longest)) {
            List<Outcome> outcomes = new ArrayList<>();
            for (String line = child.readLine(); !line.equals(Runs.END); line = child.readLine()) {
                outcomes.add(Outcome.parse(line));
            }
            child.awaitSuccess();
            return new Ran(outcomes, agent.isPresent() ? Optional.of(AgentSummary.read(summary)) : Optional.empty());
        } finally {
            Files.delete(summary);
        }
    }

    private List<String> flags(Optional<String> agent, Path summary) throws IOException {
        List<String> flags = new ArrayList<>(Jdk.of(java).nettyFlags());
        agent.ifPresent(options -> flags.add("-javaagent:" + options + (allNonBlocking ? "threads=all," : "")
                + "exclude=" + Foreign.class.getName() + ",summary=" + summary));
        flags.addAll(List.of(
                "-Xmx" + HEAP_MEBI + "m", "-XX:+Use" + collector + "GC", "-XX:MaxDirectMemorySize=" + limitMebi + "m"));
        return flags;
    }

    private List<String> arguments(long restMillis) {
        return List.of(
                String.valueOf((long) limitMebi << 20), String.valueOf(restMillis), joined(percent), joined(seeds));
    }

    private static String joined(List<? extends Number> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
