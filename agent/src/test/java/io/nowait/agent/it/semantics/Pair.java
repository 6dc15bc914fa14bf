package io.nowait.agent.it.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.RunningJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The same program run plain and with the agent, side by side; and what must be equal about the two. */
record Pair(Finished plain, Finished agent, String summary) {
    /** A call site of the summary: its class (nested ones count for the outermost), and how many buffers it had from the reserves. */
    private static final Pattern SITE =
            Pattern.compile("\"site\"\\s*:\\s*\"([^\":]+)\\.[^\".]+\"[^}]*?\"hit\"\\s*:\\s*(\\d+)");

    static Pair run(Supplier<ChildJvm> child, String... options) {
        try {
            Path summary = Files.createTempFile("nowait-it", ".json");
            try (RunningJvm plain = child.get().start();
                    RunningJvm agent = child.get().agent(with(options, summary)).start()) {
                return new Pair(plain.await(), agent.await(), Files.readString(summary));
            } finally {
                Files.delete(summary);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String[] with(String[] options, Path summary) {
        return Stream.concat(Stream.of("summary=" + summary), Stream.of(options))
                .toArray(String[]::new);
    }

    /** One test for each line that either run printed, and those that ask whether the runs were sound. */
    Stream<DynamicTest> tests() {
        Map<String, String> expected = results(plain);
        Map<String, String> actual = results(agent);
        Set<String> points = new LinkedHashSet<>(expected.keySet());
        points.addAll(actual.keySet());
        return Stream.concat(
                Stream.of(
                        dynamicTest("the plain run ends well", () -> assertEndsWell(plain)),
                        dynamicTest("the run with the agent ends well", () -> assertEndsWell(agent)),
                        dynamicTest(
                                "the agent adds nothing to the error output",
                                () -> assertThat(agent.stderr()).isEqualTo(plain.stderr()))),
                points.stream()
                        .map(point -> dynamicTest(point, () -> {
                            assertThat(expected.get(point))
                                    .as(point)
                                    .isNotNull()
                                    .doesNotStartWith("FAILED");
                            assertThat(actual.get(point)).as(point).isEqualTo(expected.get(point));
                        })));
    }

    /** The tests that call sites of each of these classes did get buffers from the reserves in the run with the agent. */
    Stream<DynamicTest> reservesServed(List<Class<?>> classes) {
        Map<String, Long> hits = new HashMap<>();
        Matcher sites = SITE.matcher(summary);
        while (sites.find()) {
            hits.merge(sites.group(1).replaceFirst("\\$.*", ""), Long.parseLong(sites.group(2)), Long::sum);
        }
        return classes.stream()
                .map(type -> dynamicTest(
                        "the reserves served " + type.getSimpleName(),
                        () -> assertThat(hits.getOrDefault(type.getName(), 0L))
                                .as("hits of %s in %s", type, summary)
                                .isPositive()));
    }

    private static void assertEndsWell(Finished run) {
        assertThat(run.exit()).as(run.toString()).isZero();
        assertThat(run.lines()).last().asString().startsWith(Semantics.DONE);
    }

    private static Map<String, String> results(Finished run) {
        Map<String, String> results = new LinkedHashMap<>();
        for (String line : run.lines()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                results.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return results;
    }
}
