package io.nowait.examples.limit.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pauses of the collector in a JVM's log, by the clock of {@link System#nanoTime}.
 *
 * <p>The log is written with {@link #flag}. A safepoint is logged when it is over; the thread that logs may have lost its
 * processor to those it has just let go, so a pause is taken to lie up to {@link #LATE_NANOS} before its line, too.
 */
final class Pauses {
    /** How late a pause may be logged. */
    static final long LATE_NANOS = 3_000_000;

    private static final Pattern SAFEPOINT =
            Pattern.compile("\\[(\\d+)ns\\] Safepoint \"(\\w+)\".* Total: +(\\d+) ns.*");
    private static final Pattern COLLECTOR =
            Pattern.compile("(G1|Parallel|Serial|GenCollect|CollectFor|[XZ][A-Z]).*|GC.*");
    /** ZGC makes a thread that finds no heap wait for the collector, without a safepoint. */
    private static final Pattern HEAP_STALL =
            Pattern.compile("\\[(\\d+)ns\\] .*Allocation Stall \\((.*)\\) ([0-9.]+)ms.*");

    private final List<Pause> pauses;

    private Pauses(List<Pause> pauses) {
        this.pauses = pauses;
    }

    /** The JVM flag that writes such a log. */
    static String flag(Path file) {
        return "-Xlog:safepoint=info,gc=info:file=" + file + ":timenanos:filecount=0";
    }

    static Pauses read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return parse(lines);
        }
    }

    static Pauses parse(Stream<String> lines) {
        List<Pause> pauses = new ArrayList<>();
        lines.forEach(line -> pause(line).ifPresent(pauses::add));
        return new Pauses(pauses);
    }

    private static Optional<Pause> pause(String line) {
        Matcher safepoint = SAFEPOINT.matcher(line);
        if (safepoint.matches() && COLLECTOR.matcher(safepoint.group(2)).matches()) {
            long end = Long.parseLong(safepoint.group(1));
            return Optional.of(new Pause(end, Long.parseLong(safepoint.group(3)), ""));
        }
        Matcher stall = HEAP_STALL.matcher(line);
        if (stall.matches()) {
            long end = Long.parseLong(stall.group(1));
            return Optional.of(new Pause(end, (long) (Double.parseDouble(stall.group(3)) * 1e6), stall.group(2)));
        }
        return Optional.empty();
    }

    /** The nanoseconds of an outlier in which the collector may have held its thread; at most what the outlier took. */
    long within(Outlier outlier) {
        long nanos = 0;
        for (Pause pause : pauses) {
            if (pause.thread.isEmpty() || pause.thread.equals(outlier.thread())) {
                boolean meet =
                        pause.logged - pause.nanos - LATE_NANOS < outlier.end() && pause.logged > outlier.start();
                nanos += meet ? pause.nanos : 0;
            }
        }
        return Math.min(nanos, outlier.nanos());
    }

    int count() {
        return pauses.size();
    }

    /**
     * One pause.
     *
     * @param logged when it was logged
     * @param nanos how long it took, with the time until all threads stood still
     * @param thread the one thread that waited; empty if all did
     */
    private record Pause(long logged, long nanos, String thread) {}
}
