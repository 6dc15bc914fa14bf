package io.nowait.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Prints one table a point, and counts the targets met. */
final class Report {
    private final Set<Side> sides;
    private int targets;
    private int met;

    Report(Set<Side> sides) {
        this.sides = sides;
    }

    /**
     * The table of one point.
     *
     * @param rows what the sides did, by size in bytes
     */
    String table(Point point, Map<Integer, Map<Side, Figures>> rows) {
        Table table = new Table();
        table.add(header());
        rows.forEach((size, row) -> table.add(line(point, size, row)));
        return "(" + point.letter() + ") " + point.title + System.lineSeparator() + table;
    }

    /** How many of the targets in all tables so far were met. */
    String verdict() {
        return met + " of " + targets + " targets met";
    }

    private List<String> header() {
        List<String> cells = new ArrayList<>(List.of("size"));
        sides.forEach(side -> cells.add(side.label() + " ns"));
        for (Side against : List.of(Side.PLAIN, Side.ADAPTIVE)) {
            if (comparable(against)) {
                cells.add("nowait/" + against.label());
                cells.add("target");
                cells.add("");
            }
        }
        sides.forEach(side -> cells.add(side.label() + " heap B"));
        if (comparable(Side.PLAIN)) {
            cells.add("target");
            cells.add("");
        }
        sides.forEach(side -> cells.add(side.label() + " CPU ns"));
        if (sides.contains(Side.NOWAIT)) {
            cells.add("hits");
        }
        return cells;
    }

    private List<String> line(Point point, int size, Map<Side, Figures> row) {
        List<String> cells = new ArrayList<>(List.of(sizeOf(size)));
        row.values().forEach(side -> cells.add(number(side.nanos())));
        for (Side against : List.of(Side.PLAIN, Side.ADAPTIVE)) {
            if (comparable(against)) {
                double ratio = of(row, Side.NOWAIT).nanos() / of(row, against).nanos();
                cells.add(String.format(Locale.ROOT, "%.3f", ratio));
                cells.addAll(judged(target(point, size, against), ratio));
            }
        }
        row.values().forEach(side -> cells.add(Long.toString(side.heapBytes())));
        if (comparable(Side.PLAIN)) {
            long plain = of(row, Side.PLAIN).heapBytes();
            cells.add("<= " + plain);
            cells.add(verdict(of(row, Side.NOWAIT).heapBytes() <= plain));
        }
        row.values().forEach(side -> cells.add(number(side.cpuNanos())));
        if (sides.contains(Side.NOWAIT)) {
            double share = of(row, Side.NOWAIT).hitShare().orElseThrow();
            cells.add(String.format(Locale.ROOT, "%.1f %%", 100 * share));
        }
        return cells;
    }

    private boolean comparable(Side against) {
        return sides.contains(Side.NOWAIT) && sides.contains(against);
    }

    private static Figures of(Map<Side, Figures> row, Side side) {
        Figures figures = row.get(side);
        if (figures == null) {
            throw new IllegalArgumentException(side.label() + " was not measured");
        }
        return figures;
    }

    private List<String> judged(Optional<Target> target, double ratio) {
        return target.map(any -> List.of("<= " + any.atMost(), verdict(any.met(ratio))))
                .orElse(List.of("-", ""));
    }

    private String verdict(boolean reached) {
        targets++;
        met += reached ? 1 : 0;
        return reached ? "met" : "NOT MET";
    }

    private static Optional<Target> target(Point point, int size, Side against) {
        return Targets.of(point, size).stream()
                .filter(target -> target.against() == against)
                .findFirst();
    }

    private static String sizeOf(int bytes) {
        if (bytes % (1 << 20) == 0) {
            return (bytes >> 20) + " MiB";
        }
        return bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : bytes + " B";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }
}
