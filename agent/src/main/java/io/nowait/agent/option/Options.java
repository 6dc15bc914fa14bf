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
    private static final int LONGEST_COLLECT = 86_400;
    private static final int DEFAULT_STALL = 1;
    private static final int LONGEST_SECONDS = 3600;
    private static final long DEFAULT_EMERGENCY = -1;

    /** Leaves a number to the preset. */
    private static final int BY_PRESET = -1;

    private final boolean pool;
    private final @Nullable String summary;
    private final int floor;
    private final String preset;
    private final double share;
    private final long max;
    private final long mostInThread;
    private final long mostInClass;
    private final int trimSeconds;
    private final String reclaim;
    private final long pending;
    private final int stallSeconds;
    private final int collectSeconds;
    private final boolean executors;
    private final boolean allThreads;
    private final Callers nonBlocking;
    private final long emergency;
    private final Exhausted exhausted;
    private final List<String> include;
    private final List<String> exclude;

    private Options(Given given) throws BadOption {
        pool = pool(given.of(Option.MODE));
        summary = summary(given.of(Option.SUMMARY));
        floor = (int) size(given.of(Option.FLOOR), DEFAULT_FLOOR, LARGEST_FLOOR);
        preset = word(given.of(Option.PRESET), "", "server", "small");
        share = share(given.of(Option.SHARE));
        max = size(given.of(Option.MAX), BY_PRESET, Long.MAX_VALUE);
        mostInThread = size(given.of(Option.THREAD), BY_PRESET, Long.MAX_VALUE);
        mostInClass = size(given.of(Option.CLASS), BY_PRESET, Long.MAX_VALUE);
        trimSeconds = seconds(given.of(Option.TRIM), BY_PRESET);
        reclaim = word(given.of(Option.RECLAIM), "grace", "gc", "strict");
        pending = size(given.of(Option.PENDING), BY_PRESET, Long.MAX_VALUE);
        stallSeconds = seconds(given.of(Option.STALL), DEFAULT_STALL);
        collectSeconds = collect(given.of(Option.COLLECT));
        executors = word(given.of(Option.READERS), "loops", "executors").equals("executors");
        allThreads = word(given.of(Option.THREADS), "detect", "all").equals("all");
        nonBlocking = callers(given.of(Option.NONBLOCKING));
        emergency = size(given.of(Option.EMERGENCY), DEFAULT_EMERGENCY, Long.MAX_VALUE);
        exhausted = exhausted(given.of(Option.EXHAUSTED));
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

    /** The preset that says what other options leave open; empty when the runtime is to choose. */
    public String preset() {
        return preset;
    }

    /** Largest part of the direct memory limit that the pool may hold, 0 to 1; negative when the preset says. */
    public double share() {
        return share;
    }

    /** Most bytes that the pool may hold; negative when the preset says. */
    public long max() {
        return max;
    }

    /** Most bytes that one thread's reserve may hold unlent; negative when the preset says. */
    public long mostInThread() {
        return mostInThread;
    }

    /** Most bytes of one size class that may lie unlent; negative when the preset says. */
    public long mostInClass() {
        return mostInClass;
    }

    /** Seconds at least between two garbage collections that are asked for; 0 for never, negative when the preset says. */
    public int collectSeconds() {
        return collectSeconds;
    }

    /** Seconds between two trims, 1 to 3600; negative when the preset says. */
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
    public Callers nonBlocking() {
        return nonBlocking;
    }

    /** Bytes set aside for threads that must not wait; negative when it is for the runtime to say. */
    public long emergency() {
        return emergency;
    }

    /** What those threads get when there is no memory. */
    public Exhausted exhausted() {
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
        return given == null ? otherwise : secondsUpTo(LONGEST_SECONDS, given);
    }

    private static int secondsUpTo(long longest, Given.Value given) throws BadOption {
        long seconds = Sizes.parseDecimal(given.text, given.text.length());
        if (seconds < 1 || seconds > longest) {
            throw given.bad();
        }
        return (int) seconds;
    }

    private static int collect(@Nullable Given.Value given) throws BadOption {
        if (given == null) {
            return BY_PRESET;
        }
        return given.text.equals("off") ? 0 : secondsUpTo(LONGEST_COLLECT, given);
    }

    /** One of the words, the first if nothing is given. */
    private static String word(@Nullable Given.Value given, String... words) throws BadOption {
        if (given == null) {
            return words[0];
        }
        for (String word : words) {
            if (!word.isEmpty() && given.text.equals(word)) {
                return word;
            }
        }
        throw given.bad();
    }

    private static double share(@Nullable Given.Value given) throws BadOption {
        if (given == null) {
            return BY_PRESET;
        }
        double share = Sizes.parseFraction(given.text);
        if (share < 0 || share > 1) {
            throw given.bad();
        }
        return share;
    }

    private static Callers callers(@Nullable Given.Value given) throws BadOption {
        if (given == null) {
            return Callers.NONE;
        }
        Callers callers = Callers.parse(given.text);
        if (callers == null) {
            throw given.bad();
        }
        return callers;
    }

    private static Exhausted exhausted(@Nullable Given.Value given) throws BadOption {
        if (given == null) {
            return Exhausted.DEFAULT;
        }
        Exhausted exhausted = Exhausted.parse(given.text);
        if (exhausted == null) {
            throw given.bad();
        }
        return exhausted;
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
