package io.nowait.examples.stress;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one run does.
 *
 * @param seconds how long the actors work, at least 1
 * @param seed what all random choices and patterns derive from
 * @param threads platform threads at work at any time, at least 1
 * @param virtual virtual threads at work at any time; 0 where the JDK has none
 * @param liveMebibytes bound of the memory held or dropped and not yet collected, MiB
 * @param settleSeconds how long an audit waits for the collector and the pool before a difference counts as a violation
 * @param sabotage the fault to commit
 * @param expectPool whether a run without the agent, or without a single hit, is a failure
 */
record Options(
        int seconds,
        long seed,
        int threads,
        int virtual,
        int liveMebibytes,
        int settleSeconds,
        Sabotage sabotage,
        boolean expectPool) {

    static final String USAGE = """
            usage: Main [--seconds=600] [--seed=N] [--threads=16] [--virtual=10000] [--live=160] [--settle=30]
                        [--sabotage=none|early-reuse|unzeroed|lost] [--expect-pool]""";

    private static final Set<String> KEYS =
            Set.of("seconds", "seed", "threads", "virtual", "live", "settle", "sabotage", "expect-pool");

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException naming the argument and what is allowed
     */
    static Options parse(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            String key = parts[0].startsWith("--") ? parts[0].substring(2) : "";
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(argument + ": unknown\n" + USAGE);
            }
            given.put(key, parts.length == 2 ? parts[1] : "true");
        }
        return new Options(
                number(given, "seconds", 600, 1),
                seed(given),
                number(given, "threads", 16, 1),
                Jdk.HAS_VIRTUAL_THREADS ? number(given, "virtual", 10_000, 0) : 0,
                number(given, "live", 160, 8),
                number(given, "settle", 30, 1),
                Sabotage.named(given.getOrDefault("sabotage", "none")),
                flag(given, "expect-pool"));
    }

    private static int number(Map<String, String> given, String key, int otherwise, int least) {
        String text = given.getOrDefault(key, Integer.toString(otherwise));
        try {
            int value = Integer.parseInt(text);
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below together with numbers that are too small.
        }
        throw new IllegalArgumentException(
                "--" + key + "=" + text + ": a whole number from " + least + " up is needed");
    }

    private static long seed(Map<String, String> given) {
        String text = given.get("seed");
        try {
            return text == null ? System.nanoTime() : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--seed=" + text + ": a whole number is needed", e);
        }
    }

    private static boolean flag(Map<String, String> given, String key) {
        String text = given.getOrDefault(key, "false");
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException("--" + key + "=" + text + ": allowed are true, false");
    }
}
