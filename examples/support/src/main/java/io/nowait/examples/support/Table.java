package io.nowait.examples.support;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of text: the first column to the left, the others to the right. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(List<String> head) {
        rows.add(List.copyOf(head));
    }

    /** Adds a row; throws {@link IllegalArgumentException} unless it has as many cells as the head. */
    public void add(List<String> row) {
        if (row.size() != rows.get(0).size()) {
            throw new IllegalArgumentException(row + " does not fit " + rows.get(0));
        }
        rows.add(List.copyOf(row));
    }

    /** Returns the rows as lines, the head underlined. */
    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines =
                new ArrayList<>(rows.stream().map(row -> line(row, widths)).toList());
        lines.add(1, "-".repeat(lines.get(0).length()));
        return lines.stream().collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder(padded(row.get(0), -widths[0]));
        for (int i = 1; i < widths.length; i++) {
            line.append("  ").append(padded(row.get(i), widths[i]));
        }
        return line.toString();
    }

    private static String padded(String cell, int width) {
        return width == 0 ? cell : String.format("%" + width + "s", cell);
    }
}
