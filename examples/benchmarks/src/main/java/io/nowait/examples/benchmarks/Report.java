package io.nowait.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Prints one table a point, and counts the targets met. */
final class Report {
    private static final List<Side> RIVALS = List.of(Side.PLAIN, Side.ADAPTIVE);

    private final Set<Side> sides;
    private int targets;
    private int met;

    Report(Set<Side> sides) {
        this.sides = sides;
    }

    /**
     * The table of one point: for each size a line of times, one of heap bytes, and one of CPU times.
     *
     * @param rows what the sides did, by size in bytes
     */
    String table(Point point, Map<Integer, Map<Side, Figures>> rows) {
        Table table = new Table();
        table.add(header());
        rows.forEach((size, row) -> {
            List<Target> time = Targets.of(point, size);
            List<Target> heap = List.of(new Target(Side.PLAIN, 1.0));
            table.add(line(sizeOf(size), "time ns", row, Figures::nanos, time));
            table.add(line("", "heap B", row, Figures::heapBytes, heap));
            table.add(line("", "CPU ns", row, Figures::cpuNanos, List.of()));
            hits(row).ifPresent(table::add);
        });
        return "(" + point.letter() + ") " + point.title + System.lineSeparator() + table;
    }

    /** How many of the targets in all tables so far were met. */
    String verdict() {
        return met + " of " + targets + " targets met";
    }

    private List<String> header() {
        List<String> cells = new ArrayList<>(List.of("size", "a buffer"));
        sides.forEach(side -> cells.add(side.label()));
        for (Side rival : rivals()) {
            cells.addAll(List.of("nowait/" + rival.label(), "target", ""));
        }
        return cells;
    }

    private List<String> line(
            String size, String name, Map<Side, Figures> row, ToDoubleFunction<Figures> figure, List<Target> promised) {
        List<String> cells = new ArrayList<>(List.of(size, name));
        for (Side side : sides) {
            cells.add(number(figure.applyAsDouble(of(row, side))));
        }
        for (Side rival : rivals()) {
            double ratio = figure.applyAsDouble(of(row, Side.NOWAIT)) / figure.applyAsDouble(of(row, rival));
            cells.add(String.format(Locale.ROOT, "%.3f", ratio));
            cells.addAll(judged(against(promised, rival), ratio));
        }
        return cells;
    }

    private Optional<List<String>> hits(Map<Side, Figures> row) {
        if (!sides.contains(Side.NOWAIT)) {
            return Optional.empty();
        }
        List<String> cells = new ArrayList<>(List.of("", "hits"));
        for (Side side : sides) {
            String share = of(row, side).hitShare().stream()
                    .mapToObj(hits -> String.format(Locale.ROOT, "%.1f %%", 100 * hits))
                    .findAny()
                    .orElse("");
            cells.add(share);
        }
        return Optional.of(cells);
    }

    private List<Side> rivals() {
        return sides.contains(Side.NOWAIT)
                ? RIVALS.stream().filter(sides::contains).toList()
                : List.of();
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

    private static Optional<Target> against(List<Target> promised, Side rival) {
        return promised.stream().filter(target -> target.against() == rival).findFirst();
    }

    private static String sizeOf(int bytes) {
        if (bytes % (1 << 20) == 0) {
            return (bytes >> 20) + " MiB";
        }
        return bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : bytes + " B";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 && value != Math.rint(value) ? "%.1f" : "%.0f", value);
    }
}
