package io.nowait.examples.demo;

import io.nowait.examples.support.AgentSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The turns measured so far: plain ones, and others under a name. Not thread-safe. */
final class Comparison {
    private final String other;
    private final List<Measurement> plains = new ArrayList<>();
    private final List<Measurement> others = new ArrayList<>();

    Comparison(String other) {
        this.other = other;
    }

    void add(Measurement plainTurn, Measurement otherTurn) {
        plains.add(plainTurn);
        others.add(otherTurn);
    }

    /** Bytes of all the answers that were not as expected. */
    long wrongBytes() {
        return Stream.concat(plains.stream(), others.stream())
                .mapToLong(Measurement::wrongBytes)
                .sum();
    }

    /** Returns the table, each kind's turns taken together and one by one, and the share of hits below it. */
    @Override
    public String toString() {
        Measurement allOthers = Measurement.together(others);
        Map<String, Measurement> columns = new LinkedHashMap<>();
        columns.put("plain", Measurement.together(plains));
        columns.put(other, allOthers);
        if (plains.size() > 1) {
            for (int i = 0; i < plains.size(); i++) {
                columns.put("plain " + (i + 1), plains.get(i));
                columns.put(other + " " + (i + 1), others.get(i));
            }
        }
        String table = Figures.table(columns).toString();
        Optional<String> share = allOthers.summary().map(Comparison::share);
        return share.map(line -> table + System.lineSeparator() + System.lineSeparator() + line)
                .orElse(table);
    }

    private static String share(AgentSummary summary) {
        return summary.asked() == 0
                ? "no allocation reached the reserves"
                : String.format(
                                Locale.ROOT,
                                "hits %.1f %% of %s allocations above the size floor, from the server's start to its end",
                                100.0 * summary.hits() / summary.asked(),
                                Figures.count(summary.asked()))
                        + System.lineSeparator()
                        + summary.waits();
    }
}
