package io.nowait.agent.option;

import java.util.Locale;

/**
 * The table of options: what each is called, what it takes, and what it does. {@link Options} reads them, the command
 * line's help prints them.
 */
public enum Option {
    /** Whether anything is installed. */
    MODE("pool|off", "pool", "pool: buffers come from the reserves; off: nothing is installed"),

    /** Where the summary goes. */
    SUMMARY(
            "stderr|FILE.json",
            "none",
            "at exit, write outcomes, call sites and memory as JSON; FILE is relative to the working directory"),

    /** Smallest pooled capacity. */
    FLOOR("bytes, 0 to 1m", "2k", "smallest capacity that is pooled; smaller buffers come from the JDK"),

    /** What holds where the others say nothing. */
    PRESET(
            "server|small",
            "small up to 512m of memory, below 128m of heap or 16m of direct memory; else server",
            "sets share, max, thread, class and trim where they are not given"),

    /** Part of the direct limit. */
    SHARE("0.0 to 1.0", "0.5; small: 0.25", "largest part of the JVM's direct memory limit that the pool may hold"),

    /** Hard cap of the pool. */
    MAX(
            "bytes, 0 or more",
            "a quarter of the memory; small: an eighth, at most 32m",
            "most that the pool may hold, whatever share allows"),

    /** Hard cap of one thread's reserve. */
    THREAD("bytes, 0 or more", "32m; small: 1m", "most that one thread's reserve may hold unlent; the rest is shared"),

    /** Hard cap of what is unlent of one size class. */
    CLASS(
            "bytes, 0 or more",
            "half of the pool; small: a quarter",
            "most of one size class that may lie unlent in all reserves and the depot"),

    /** Time between two trims. */
    TRIM(
            "seconds, 1 to 3600",
            "30; small: 10",
            "time between two trims, each of which gives back half of what is idle"),

    /** How often a garbage collection may be asked for. */
    COLLECT(
            "off|seconds, 1 to 86400",
            "60",
            "least time between two garbage collections asked for when only dropped buffers can end a shortage"),

    /** When freed memory may be lent again. */
    RECLAIM(
            "grace|gc|strict",
            "grace",
            "when freed memory is lent again: after a grace period, after the collector's proof, or both and poisoned"),

    /** Cap of what waits. */
    PENDING("bytes, 0 or more", "a quarter of the pool", "most freed memory that may wait; the rest is freed at once"),

    /** Silence of a reader that is reported. */
    STALL("seconds, 1 to 3600", "1", "silence after which an event loop that freed memory waits for is reported"),

    /** Who is waited for. */
    READERS(
            "loops|executors",
            "loops",
            "loops: threads that run selectors; executors: workers of ThreadPoolExecutor between tasks too"),

    /** Who may not wait. */
    THREADS(
            "detect|all",
            "detect",
            "non-blocking are: event loops, virtual threads and what nonblocking says; or all threads, for tests"),

    /** Who else may not wait. */
    NONBLOCKING(
            "patterns joined by |",
            "none",
            "more that may not wait: threads loop-* by name, <com.acme.Loop by class;"
                    + " methods com.acme.Handler::on*, @com.acme.OnLoop annotated"),

    /** Size of the emergency reserve. */
    EMERGENCY(
            "bytes, 0 or more",
            "2m, at most an eighth of the pool",
            "memory set aside for threads that must not wait, for when the direct limit has no room"),

    /** What ends the chain. */
    EXHAUSTED(
            "stall|refuse, either with :patterns joined by |",
            "stall",
            "a thread that must not wait finds no memory: stall: the JDK's call, which may wait; refuse: OutOfMemoryError;"
                    + " with patterns as in nonblocking: that for those threads and methods, the other for the rest"),

    /** Scope: only these classes. */
    INCLUDE(
            "patterns joined by |",
            "every class",
            "rewrite only matching classes: com.acme.* by name, @com.acme.Pooled annotated, <com.acme.Base subtypes"),

    /** Scope: not these classes. */
    EXCLUDE("patterns joined by |", "no class", "leave matching classes alone; wins over include");

    private static final String VARIABLE_PREFIX = "NOWAIT_";

    private final String allowed;
    private final String defaultValue;
    private final String description;

    Option(String allowed, String defaultValue, String description) {
        this.allowed = allowed;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /** The key in the agent argument: {@code floor}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The environment variable: {@code NOWAIT_FLOOR}. */
    public String variable() {
        return VARIABLE_PREFIX.concat(name());
    }

    /** What it takes: values, or unit and range. Sizes take the suffixes k, m and g (of 1024). */
    public String allowed() {
        return allowed;
    }

    /** What holds when it is not given. */
    public String defaultValue() {
        return defaultValue;
    }

    /** What it does, in one line. */
    public String description() {
        return description;
    }
}
