package io.nowait.agent.option;

import io.nowait.runtime.nullness.Nullable;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The options as the agent uses them: read once, checked, immutable. The agent argument wins over a variable; a
 * variable that it overrides is not looked at.
 */
public final class Options {
    /** The {@link #summary} that means stderr and no file. */
    public static final String STDERR = "stderr";

    private static final int DEFAULT_FLOOR = 2048;
    private static final int LARGEST_FLOOR = 1 << 20;
    private static final int DEFAULT_TRIM = 30;
    private static final int DEFAULT_STALL = 1;
    private static final int LONGEST_SECONDS = 3600;
    private static final long DEFAULT_PENDING = -1;
    private static final long DEFAULT_EMERGENCY = -1;
    private static final double DEFAULT_SHARE = 0.5;

    private final boolean pool;
    private final @Nullable String summary;
    private final int floor;
    private final double share;
    private final long max;
    private final int trimSeconds;
    private final String reclaim;
    private final long pending;
    private final int stallSeconds;
    private final boolean executors;
    private final boolean allThreads;
    private final NonBlocking nonBlocking;
    private final long emergency;
    private final String exhausted;
    private final List<String> include;
    private final List<String> exclude;

    private Options(Given given) throws BadOption {
        pool = pool(given.of(Option.MODE));
        summary = summary(given.of(Option.SUMMARY));
        floor = (int) size(given.of(Option.FLOOR), DEFAULT_FLOOR, LARGEST_FLOOR);
        share = share(given.of(Option.SHARE));
        max = size(given.of(Option.MAX), Long.MAX_VALUE, Long.MAX_VALUE);
        trimSeconds = seconds(given.of(Option.TRIM), DEFAULT_TRIM);
        reclaim = word(given.of(Option.RECLAIM), "grace", "gc", "strict");
        pending = size(given.of(Option.PENDING), DEFAULT_PENDING, Long.MAX_VALUE);
        stallSeconds = seconds(given.of(Option.STALL), DEFAULT_STALL);
        executors = word(given.of(Option.READERS), "loops", "executors").equals("executors");
        allThreads = word(given.of(Option.THREADS), "detect", "all").equals("all");
        nonBlocking = nonBlocking(given.of(Option.NONBLOCKING));
        emergency = size(given.of(Option.EMERGENCY), DEFAULT_EMERGENCY, Long.MAX_VALUE);
        exhausted = word(given.of(Option.EXHAUSTED), "stall", "refuse");
        include = patterns(given.of(Option.INCLUDE));
        exclude = patterns(given.of(Option.EXCLUDE));
    }

    /**
     * Reads the options.
     *
     * @param argument the agent argument, {@code key=value,key=value}; null and empty stand for none
     * @param environment the environment, of which only {@code NOWAIT_*} is looked at
     * @throws BadOption for the first unknown key or bad value
     */
    public static Options read(@Nullable String argument, Map<String, String> environment) throws BadOption {
        return new Options(new Given(argument, environment));
    }

    /** Whether anything is to be installed. */
    public boolean pool() {
        return pool;
    }

    /** Where to write the summary at exit: {@link #STDERR} or a file's path; null for nowhere. */
    public @Nullable String summary() {
        return summary;
    }

    /** Smallest capacity that is pooled, in bytes, 0 to 1 MiB. */
    public int floor() {
        return floor;
    }

    /** Largest part of the direct memory limit that the pool may hold, 0 to 1. */
    public double share() {
        return share;
    }

    /** Most bytes that the pool may hold; {@link Long#MAX_VALUE} when only {@link #share} says. */
    public long max() {
        return max;
    }

    /** Seconds between two trims, 1 to 3600. */
    public int trimSeconds() {
        return trimSeconds;
    }

    /** When freed memory may be lent again: {@code grace}, {@code gc} or {@code strict}. */
    public String reclaim() {
        return reclaim;
    }

    /** Most bytes of freed memory that may wait; negative when it is for the runtime to say. */
    public long pending() {
        return pending;
    }

    /** Seconds of silence after which a reader is reported, 1 to 3600. */
    public int stallSeconds() {
        return stallSeconds;
    }

    /** Whether workers of executors are readers too. */
    public boolean executors() {
        return executors;
    }

    /** Whether every thread counts as non-blocking. */
    public boolean allThreads() {
        return allThreads;
    }

    /** The threads and methods that are non-blocking by option. */
    public NonBlocking nonBlocking() {
        return nonBlocking;
    }

    /** Bytes set aside for threads that must not wait; negative when it is for the runtime to say. */
    public long emergency() {
        return emergency;
    }

    /** What those threads get when there is no memory: {@code stall} or {@code refuse}. */
    public String exhausted() {
        return exhausted;
    }

    /** Patterns of the classes to rewrite; none means all. */
    public List<String> include() {
        return include;
    }

    /** Patterns of the classes to leave alone. */
    public List<String> exclude() {
        return exclude;
    }

    private static boolean pool(@Nullable Given.Value given) throws BadOption {
        if (given == null || given.text.equals("pool")) {
            return true;
        }
        if (given.text.equals("off")) {
            return false;
        }
        throw given.bad();
    }

    private static @Nullable String summary(@Nullable Given.Value given) throws BadOption {
        if (given == null) {
            return null;
        }
        boolean file = given.text.endsWith(".json") && given.text.length() > ".json".length();
        if (!file && !given.text.equals(STDERR)) {
            throw given.bad();
        }
        return given.text;
    }

    private static long size(@Nullable Given.Value given, long otherwise, long largest) throws BadOption {
        if (given == null) {
            return otherwise;
        }
        long size = Sizes.parse(given.text);
        if (size < 0 || size > largest) {
            throw given.bad();
        }
        return size;
    }

    private static int seconds(@Nullable Given.Value given, int otherwise) throws BadOption {
        if (given == null) {
            return otherwise;
        }
        long seconds = Sizes.parseDecimal(given.text, given.text.length());
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw given.bad();
        }
        return (int) seconds;
    }

    /** One of the words, the first if nothing is given. */
    private static String word(@Nullable Given.Value given, String... words) throws BadOption {
        if (given == null) {
            return words[0];
        }
        for (String word : words) {
            if (given.text.equals(word)) {
                return word;
            }
        }
        throw given.bad();
    }

    private static double share(@Nullable Given.Value given) throws BadOption {
        if (given == null) {
            return DEFAULT_SHARE;
        }
        double share = Sizes.parseFraction(given.text);
        if (share < 0 || share > 1) {
            throw given.bad();
        }
        return share;
    }

    private static NonBlocking nonBlocking(@Nullable Given.Value given) throws BadOption {
        if (given == null) {
            return NonBlocking.NONE;
        }
        NonBlocking patterns = NonBlocking.parse(given.text);
        if (patterns == null) {
            throw given.bad();
        }
        return patterns;
    }

    private static List<String> patterns(@Nullable Given.Value given) throws BadOption {
        if (given == null) {
            return Collections.emptyList();
        }
        List<String> patterns = Patterns.split(given.text);
        if (patterns.isEmpty()) {
            throw given.bad();
        }
        return patterns;
    }
}
