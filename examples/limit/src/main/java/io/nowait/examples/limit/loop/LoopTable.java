package io.nowait.examples.limit.loop;

import io.nowait.examples.support.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** One row for each JDK, collector and side; the ratio of the two sides below them. Not thread-safe. */
final class LoopTable {
    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;

    private final Table table = new Table(List.of(
            "",
            "allocations",
            "p50 µs",
            "p99.9 µs",
            "max ms",
            "over 1 ms",
            "collector",
            "desched.",
            "unexplained",
            "longest ms",
            "OOM loops",
            "OOM others",
            "others",
            "GCs",
            "resp. p99 ms",
            "resp. max ms",
            "failed",
            "wrong"));
    private final List<String> outcomes = new ArrayList<>();

    void add(String name, LoopMeasurement plain, LoopMeasurement nowait) {
        table.add(row(name + " plain", plain));
        table.add(row(name + " nowait", nowait));
        table.add(ratio(plain, nowait));
        nowait.summary()
                .ifPresent(summary -> outcomes.add(name + ": loops " + words(summary.outcomesAt("io.netty."))
                        + "; others " + words(summary.outcomesAt(Holders.class.getName())) + "; " + summary.waits()));
    }

    private static String words(Map<String, Long> outcomes) {
        return outcomes.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static List<String> row(String name, LoopMeasurement m) {
        Reasons reasons = m.reasons();
        return List.of(
                name,
                count(m.allocations().getTotalCount()),
                percentile(m.allocations(), 50, MICRO),
                percentile(m.allocations(), 99.9, MICRO),
                percentile(m.allocations(), 100, MILLI),
                count(m.overAMillisecond()),
                count(reasons.collector()),
                count(reasons.descheduled()),
                count(reasons.unexplained().size()),
                reasons.unexplained().isEmpty()
                        ? "-"
                        : number(reasons.unexplained().get(0) / MILLI),
                count(m.refused()),
                count(m.holdersRefused()),
                count(m.held()),
                count(m.collections()),
                percentile(m.responses(), 99, MILLI),
                percentile(m.responses(), 100, MILLI),
                count(m.failed()),
                count(m.wrongBytes()));
    }

    private static List<String> ratio(LoopMeasurement plain, LoopMeasurement nowait) {
        List<String> row = new ArrayList<>(List.of("  plain : nowait", ""));
        row.add(ratio(plain, nowait, 50));
        row.add(ratio(plain, nowait, 99.9));
        row.add(ratio(plain, nowait, 100));
        while (row.size() < 18) {
            row.add("");
        }
        return row;
    }

    private static String ratio(LoopMeasurement plain, LoopMeasurement nowait, double percentile) {
        long below = nowait.allocations().getValueAtPercentile(percentile);
        return below == 0 ? "-" : number((double) plain.allocations().getValueAtPercentile(percentile) / below);
    }

    private static String percentile(Histogram times, double percentile, double unit) {
        return times.getTotalCount() == 0 ? "-" : number(times.getValueAtPercentile(percentile) / unit);
    }

    private static String count(long count) {
        return String.valueOf(count);
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    @Override
    public String toString() {
        return table + System.lineSeparator() + String.join(System.lineSeparator(), outcomes);
    }
}
