package io.nowait.examples.swap.app;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the application has done so far; printed as one line of {@code key=value} once a second and at the end.
 *
 * @param swaps tables put in place of another
 * @param reads tables that a loop has read from the first word to the last and answered from
 * @param wrongBytes bytes that a reader found and the table it read never held there
 * @param wrongAnswers answers whose sum was not that of the generation they named
 * @param seconds since the loops began
 */
public record Figures(long swaps, long reads, long wrongBytes, long wrongAnswers, double seconds) {
    /** What the line begins with that tells of the first thing wrong. */
    public static final String FIRST = "first wrong: ";

    private static final Pattern LINE =
            Pattern.compile("swaps=(\\d+) reads=(\\d+) wrong-bytes=(\\d+) wrong-answers=(\\d+) seconds=(\\d+\\.\\d+)");

    /** Reads the line that {@link #toString} makes; empty if it is another line. */
    public static Optional<Figures> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new Figures(
                        Long.parseLong(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4)),
                        Double.parseDouble(matcher.group(5))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "swaps=%d reads=%d wrong-bytes=%d wrong-answers=%d seconds=%.2f",
                swaps,
                reads,
                wrongBytes,
                wrongAnswers,
                seconds);
    }
}
