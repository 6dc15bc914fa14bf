package io.nowait.examples.swap;

import io.nowait.examples.swap.app.Application;
import io.nowait.examples.swap.app.Figures;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * What the application printed, read as it comes.
 *
 * @param figures the last
 * @param first when the first thing was wrong, and what
 * @param seconds from when the loops began until the output ended
 */
record Transcript(Optional<Figures> figures, Optional<String> first, double seconds) {
    /** Reads to the end; lines of other kinds, such as a JVM's last words, are left out. */
    static Transcript of(BufferedReader output) throws IOException {
        Optional<Figures> figures = Optional.empty();
        Optional<String> first = Optional.empty();
        long begin = System.nanoTime();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(Application.BEGUN)) {
                begin = System.nanoTime();
            } else if (line.startsWith(Figures.FIRST)) {
                first = Optional.of(String.format(
                        Locale.ROOT, "after %.2f s, %s", secondsSince(begin), line.substring(Figures.FIRST.length())));
            } else if (Figures.parse(line).isPresent()) {
                figures = Figures.parse(line);
            }
        }
        return new Transcript(figures, first, secondsSince(begin));
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
