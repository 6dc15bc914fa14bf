package io.nowait.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.examples.support.AgentSummary;
import io.nowait.examples.support.time.Histograms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void turnsOfAKindAreTakenTogetherSampleBySample() {
        Comparison comparison = new Comparison("nowait");
        comparison.add(measured(TimeUnit.MILLISECONDS.toNanos(1), 0), measured(0, 0));
        comparison.add(measured(TimeUnit.MILLISECONDS.toNanos(3), 0), measured(0, 0));

        assertThat(row(comparison, "response p50 ms")).startsWith("1.00", "0.00", "1.00", "0.00", "3.00");
        assertThat(row(comparison, "response max ms")).startsWith("3.00", "0.00", "1.00", "0.00", "3.00");
        assertThat(row(comparison, "responses")).containsExactly("2", "2", "1", "1", "1", "1");
        assertThat(row(comparison, "requests/s")).startsWith("1.0", "1.0", "1.0");
    }

    @Test
    void allocationsOfJustAMillisecondAreNotOverIt() {
        Comparison comparison = new Comparison("control");
        comparison.add(measured(0, 0, 1_000_000), measured(0, 0, 1_000_000, 1_100_000, 90_000_000));

        assertThat(row(comparison, "allocations over 1 ms")).containsExactly("0", "2");
        assertThat(row(comparison, "allocation max µs").get(0)).startsWith("1000");
    }

    @Test
    void wrongBytesOfEveryTurnCount() {
        Comparison comparison = new Comparison("control");
        comparison.add(measured(0, 0), measured(0, 2));
        comparison.add(measured(0, 1), measured(0, 0));

        assertThat(comparison.wrongBytes()).isEqualTo(3);
        assertThat(row(comparison, "wrong bytes")).containsExactly("1", "2", "0", "2", "1", "0");
    }

    @Test
    void theShareOfHitsLeavesOutWhatWasBypassed() {
        Comparison comparison = new Comparison("nowait");
        comparison.add(measured(0, 0), counted(Map.of("hit", 1500L, "refill", 400L, "bypass", 9000L)));
        comparison.add(measured(0, 0), counted(Map.of("hit", 0L, "refill", 100L, "bypass", 0L)));

        assertThat(comparison.toString()).contains("hits 75.0 % of 2 000 allocations");
        assertThat(row(comparison, "outcome refill")).containsExactly("-", "500", "-", "400", "-", "100");
    }

    @Test
    void withoutAnAgentThereAreNoOutcomes() {
        Comparison comparison = new Comparison("control");
        comparison.add(measured(0, 0), measured(0, 0));

        assertThat(comparison.toString()).doesNotContain("outcome").doesNotContain("hits");
    }

    private static List<String> row(Comparison comparison, String name) {
        return comparison
                .toString()
                .lines()
                .filter(line -> line.startsWith(name + "  "))
                .map(line -> List.of(line.substring(name.length()).trim().split(" {2,}")))
                .findFirst()
                .orElseThrow();
    }

    private static Measurement counted(Map<String, Long> outcomes) {
        Measurement plain = measured(0, 0);
        return new Measurement(
                plain.responses(),
                plain.allocations(),
                plain.nanos(),
                plain.collections(),
                plain.collectionMillis(),
                plain.cpuMillis(),
                plain.machineLoad(),
                plain.wrongBytes(),
                plain.hiccups(),
                Optional.of(new AgentSummary(new LinkedHashMap<>(outcomes), Map.of("readers", 3L), 0, Map.of())));
    }

    private static Measurement measured(long response, long wrongBytes, long... allocations) {
        return new Measurement(
                times(response),
                times(allocations),
                TimeUnit.SECONDS.toNanos(1),
                0,
                0,
                0,
                -1,
                wrongBytes,
                times(),
                Optional.empty());
    }

    private static Histogram times(long... nanos) {
        Histogram times = Histograms.create();
        for (long time : nanos) {
            times.recordValue(time);
        }
        return times;
    }
}
