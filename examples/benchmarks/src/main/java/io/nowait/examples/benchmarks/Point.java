package io.nowait.examples.benchmarks;

import java.util.Locale;

/** What is measured: one benchmark method each. */
enum Point {
    /** (a). */
    BURST("bursts of 32 (8 from 1 MiB up), a millisecond between", BurstBenchmark.class, "burst", true),
    /** (b). */
    LOOP("a saturated loop", LoopBenchmark.class, "loop", false),
    /** (c). */
    HANDOVER("one thread takes, another frees", HandOverBenchmark.class, "handOver", false),
    /** (d). */
    WRITE("as (a), and every byte is written", BurstBenchmark.class, "write", true);

    private static final int LARGE = 1 << 20;

    final String title;
    private final Class<?> benchmark;
    private final String method;
    private final boolean bursts;

    Point(String title, Class<?> benchmark, String method, boolean bursts) {
        this.title = title;
        this.benchmark = benchmark;
        this.method = method;
        this.bursts = bursts;
    }

    /** The letter in options and tables: a to d. */
    String letter() {
        return Character.toString('a' + ordinal());
    }

    /** The name in options. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A regular expression for the JMH benchmark. */
    String include() {
        return "^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$";
    }

    /** Buffers in one invocation. */
    int operations(int size) {
        if (!bursts) {
            return 1;
        }
        return size < LARGE ? 32 : 8;
    }
}
