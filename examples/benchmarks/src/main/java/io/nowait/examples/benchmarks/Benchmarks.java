package io.nowait.examples.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs every side of every point in turns, one forked JVM at a time, and prints the figures beside the targets.
 *
 * <p>In turns means: for each point and size, one fork of each side, then again, as often as there are rounds, so that
 * whatever else the machine does falls on all sides alike.
 */
public final class Benchmarks {
    private final Arguments arguments;
    private final PrintStream out;
    private final PrintStream progress;
    private final Map<Point, Map<Integer, Map<Side, Measured>>> results = new EnumMap<>(Point.class);

    Benchmarks(Arguments arguments, PrintStream out, PrintStream progress) {
        this.arguments = arguments;
        this.out = out;
        this.progress = progress;
    }

    /**
     * Runs the benchmarks; ends with status 2 when an option is wrong.
     *
     * @param args see {@code --help}
     * @throws Exception when a fork fails
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 1 && args[0].equals("--help")) {
            System.out.print(Arguments.USAGE);
            return;
        }
        try {
            new Benchmarks(Arguments.parse(args), System.out, System.err).run();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /**
     * Measures, writes the JSON file, and prints the tables.
     *
     * @throws RunnerException when a fork fails
     * @throws IOException when a file cannot be read or written
     */
    void run() throws RunnerException, IOException {
        Jvm jvm = Jvm.at(arguments.jvm);
        if (arguments.sides.contains(Side.NOWAIT) && !Files.isReadable(arguments.agent)) {
            throw new IllegalArgumentException(
                    "--agent " + arguments.agent + ": no such file; build it, or leave nowait out of --sides");
        }
        Trial trial = new Trial(arguments, jvm);
        for (Point point : arguments.points) {
            for (int size : arguments.sizes) {
                measure(trial, point, size);
                write(arguments.json);
            }
        }
        print(jvm);
    }

    private void measure(Trial trial, Point point, int size) throws RunnerException, IOException {
        Map<Side, Measured> row = new EnumMap<>(Side.class);
        results.computeIfAbsent(point, any -> new LinkedHashMap<>()).put(size, row);
        for (int round = 1; round <= arguments.rounds; round++) {
            for (Side side : arguments.sides) {
                progress.printf(
                        "%s %d bytes, round %d of %d: %s%n",
                        point.label(), size, round, arguments.rounds, side.label());
                trial.run(point, size, side, row.computeIfAbsent(side, any -> new Measured()));
            }
        }
    }

    private void print(Jvm jvm) {
        out.printf(
                "JDK %d, per operation (one buffer); medians of %d x %d iterations of %d ms.%n%n",
                jvm.feature(), arguments.rounds, arguments.iterations, arguments.millis);
        Report report = new Report(arguments.sides);
        results.forEach((point, rows) -> out.println(report.table(point, figures(rows))));
        if (arguments.sides.contains(Side.NOWAIT)) {
            out.println(report.verdict());
        }
        out.println("All results: " + arguments.json.toAbsolutePath().normalize());
    }

    private static Map<Integer, Map<Side, Figures>> figures(Map<Integer, Map<Side, Measured>> rows) {
        Map<Integer, Map<Side, Figures>> figures = new LinkedHashMap<>();
        rows.forEach((size, row) -> {
            Map<Side, Figures> sides = new EnumMap<>(Side.class);
            row.forEach((side, measured) -> sides.put(side, measured.figures()));
            figures.put(size, sides);
        });
        return figures;
    }

    /** Written after every size, so that a run cut short leaves what it measured. */
    private void write(Path json) throws IOException {
        Collection<RunResult> all = results.values().stream()
                .flatMap(rows -> rows.values().stream())
                .flatMap(row -> row.values().stream())
                .flatMap(measured -> measured.forks().stream())
                .toList();
        try (PrintStream file = new PrintStream(Files.newOutputStream(json), false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, file).writeOut(all);
        }
    }
}
