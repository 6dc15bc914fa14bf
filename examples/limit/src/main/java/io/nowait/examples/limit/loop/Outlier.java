package io.nowait.examples.limit.loop;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An allocation that took longer than {@link #NANOS}.
 *
 * @param start when it began, by {@link System#nanoTime}
 * @param nanos how long it took
 * @param runDelay how much of that its thread was ready to run and had no processor
 * @param thread the thread's name
 */
record Outlier(long start, long nanos, long runDelay, String thread) {
    /** What an allocation on an event loop may take. */
    static final long NANOS = 1_000_000;

    private static final String BETWEEN = ";";

    long end() {
        return start + nanos;
    }

    /** As one string, for a line of JSON. */
    static String format(List<Outlier> outliers) {
        return outliers.stream()
                .map(each -> each.start + "," + each.nanos + "," + each.runDelay + "," + each.thread)
                .collect(Collectors.joining(BETWEEN));
    }

    /** Reverses {@link #format}. */
    static List<Outlier> parse(String text) {
        return Arrays.stream(text.split(BETWEEN, -1))
                .filter(each -> !each.isEmpty())
                .map(each -> each.split(",", 4))
                .map(part ->
                        new Outlier(Long.parseLong(part[0]), Long.parseLong(part[1]), Long.parseLong(part[2]), part[3]))
                .toList();
    }
}
