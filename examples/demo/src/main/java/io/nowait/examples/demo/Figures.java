package io.nowait.examples.demo;

import io.nowait.examples.support.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** The rows of the table: which figures are printed, and in which units. */
final class Figures {
    private static final long MICRO = TimeUnit.MICROSECONDS.toNanos(1);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final String NONE = "-";

    private Figures() {}

    /** Returns a table with one column for each measurement, in the map's order. */
    static Table table(Map<String, Measurement> columns) {
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(columns.keySet());
        Rows rows = new Rows(new Table(head), columns.values());
        rows.add("requests/s", m -> String.format(Locale.ROOT, "%.1f", m.requestsPerSecond()));
        rows.add("responses", m -> count(m.responses().getTotalCount()));
        rows.add("response p50 ms", m -> percentile(m.responses(), 50, MILLI));
        rows.add("response p99 ms", m -> percentile(m.responses(), 99, MILLI));
        rows.add("response p99.9 ms", m -> percentile(m.responses(), 99.9, MILLI));
        rows.add("response max ms", m -> percentile(m.responses(), 100, MILLI));
        rows.add("allocation p50 µs", m -> percentile(m.allocations(), 50, MICRO));
        rows.add("allocation p99.9 µs", m -> percentile(m.allocations(), 99.9, MICRO));
        rows.add("allocation max µs", m -> percentile(m.allocations(), 100, MICRO));
        rows.add("allocations over 1 ms", m -> count(above(m.allocations(), MILLI)));
        rows.add("GC count", m -> count(m.collections()));
        rows.add("GC pause ms", m -> count(m.collectionMillis()));
        for (String outcome : outcomes(columns.values())) {
            rows.add(
                    "outcome " + outcome,
                    m -> m.summary()
                            .map(summary -> count(summary.outcomes().getOrDefault(outcome, 0L)))
                            .orElse(NONE));
        }
        rows.add("server CPU ms", m -> count(m.cpuMillis()));
        rows.add("machine CPU used %", m -> load(m.machineLoad()));
        rows.add("machine hiccup p99.9 ms", m -> percentile(m.hiccups(), 99.9, MILLI));
        rows.add("machine hiccup max ms", m -> percentile(m.hiccups(), 100, MILLI));
        rows.add("wrong bytes", m -> count(m.wrongBytes()));
        return rows.table;
    }

    /** Returns a count with its digits in groups of three. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }

    private static String percentile(Histogram times, double percentile, long unit) {
        if (times.getTotalCount() == 0) {
            return NONE;
        }
        return String.format(Locale.ROOT, "%.2f", times.getValueAtPercentile(percentile) / (double) unit);
    }

    private static String load(double share) {
        return share < 0 ? NONE : String.format(Locale.ROOT, "%.0f", 100 * share);
    }

    private static long above(Histogram times, long limit) {
        return times.getTotalCount() - times.getCountBetweenValues(0, limit);
    }

    private static Set<String> outcomes(Collection<Measurement> measurements) {
        Set<String> outcomes = new LinkedHashSet<>();
        measurements.forEach(
                m -> m.summary().ifPresent(s -> outcomes.addAll(s.outcomes().keySet())));
        return outcomes;
    }

    private record Rows(Table table, Collection<Measurement> measurements) {
        void add(String name, Function<Measurement, String> cell) {
            List<String> row = new ArrayList<>(List.of(name));
            measurements.forEach(measurement -> row.add(cell.apply(measurement)));
            table.add(row);
        }
    }
}
