package io.nowait.examples.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** The options of {@link Benchmarks}, read from the command line. Not thread-safe; read only after parsing. */
final class Arguments {
    static final String USAGE = """
            Options:
              --quick              one round of two warm-up and three measured seconds
              --only a,b,c,d       points: a burst, b loop, c handover, d write
              --sizes 4k,1m        buffer sizes (default 1k,4k,16k,64k,1m)
              --sides plain,nowait,adaptive,pooled
              --rounds N           forks of every side, in turns (default 3)
              --warmup N           warm-up iterations of a fork (default 3)
              --iterations N       measured iterations of a fork (default 5)
              --millis N           length of an iteration (default 1000)
              --jvm PATH           a JDK's home or its java (default: the JDK that runs this)
              --jvm-arg ARG        one more argument for every forked JVM; may be repeated
              --agent JAR          the agent (default agent/target/nowait.jar of this build)
              --json FILE          every result, as JMH writes it (default benchmarks.json beside this jar)
            """;

    Set<Point> points = EnumSet.allOf(Point.class);
    List<Integer> sizes = List.of(1 << 10, 4 << 10, 16 << 10, 64 << 10, 1 << 20);
    Set<Side> sides = EnumSet.allOf(Side.class);
    int rounds = 3;
    int warmup = 3;
    int iterations = 5;
    int millis = 1000;
    String jvm = System.getProperty("java.home");
    List<String> jvmArgs = new ArrayList<>();
    Path agent = Places.agent();
    Path json = Places.target().resolve("benchmarks.json");

    private Arguments() {}

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException naming the option and what it allows
     */
    static Arguments parse(String... args) {
        Arguments to = new Arguments();
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--quick")) {
                to.rounds = 1;
                to.warmup = 2;
                to.iterations = 3;
                continue;
            }
            String option = args[i];
            if (++i == args.length) {
                throw new IllegalArgumentException(option + " is unknown or lacks its value\n" + USAGE);
            }
            to.set(option, args[i]);
        }
        return to;
    }

    private void set(String option, String value) {
        switch (option) {
            case "--only" -> points = EnumSet.copyOf(list(value, Arguments::point));
            case "--sizes" -> sizes = list(value, Arguments::size);
            case "--sides" -> sides = EnumSet.copyOf(list(value, Arguments::side));
            case "--rounds" -> rounds = positive(option, value);
            case "--warmup" -> warmup = positive(option, value);
            case "--iterations" -> iterations = positive(option, value);
            case "--millis" -> millis = positive(option, value);
            case "--jvm" -> jvm = value;
            case "--jvm-arg" -> jvmArgs.add(value);
            case "--agent" -> agent = Path.of(value);
            case "--json" -> json = Path.of(value);
            default -> throw new IllegalArgumentException(option + " is unknown\n" + USAGE);
        }
    }

    private static <T> List<T> list(String value, Function<String, T> each) {
        return Arrays.stream(value.split(",")).map(each).toList();
    }

    private static Point point(String name) {
        return Arrays.stream(Point.values())
                .filter(point -> name.equals(point.letter()) || name.equals(point.label()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--only " + name + ": allowed are a burst, b loop, c handover, d write"));
    }

    private static Side side(String name) {
        return Arrays.stream(Side.values())
                .filter(side -> name.equals(side.label()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--sides " + name + ": allowed are plain, nowait, adaptive, pooled"));
    }

    private static int size(String text) {
        String digits = text.toLowerCase(Locale.ROOT);
        int unit = digits.endsWith("k") ? 1 << 10 : digits.endsWith("m") ? 1 << 20 : 1;
        try {
            int number = Integer.parseInt(unit == 1 ? digits : digits.substring(0, digits.length() - 1));
            int bytes = Math.multiplyExact(number, unit);
            if (bytes > 0) {
                return bytes;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // said below, with what is allowed
        }
        throw new IllegalArgumentException("--sizes " + text + ": allowed are sizes from 1 to 2047m, as 512, 4k or 1m");
    }

    private static int positive(String option, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, with what is allowed
        }
        throw new IllegalArgumentException(option + " " + value + ": allowed are whole numbers from 1 up");
    }
}
