package io.nowait.examples.benchmarks;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the outcomes in the summary that the agent writes at exit. */
final class Outcomes {
    private static final Pattern OBJECT = Pattern.compile("\"outcomes\"\\s*:\\s*\\{([^}]*)}");
    private static final Pattern ENTRY = Pattern.compile("\"(\\w+)\"\\s*:\\s*(\\d+)");

    private Outcomes() {}

    /**
     * The share of the allocations that were hits, from 0 to 1.
     *
     * @throws IllegalArgumentException when the text counts no allocation: the agent did not rewrite the call site
     */
    static double hitShare(String summary) {
        long hits = 0;
        long all = 0;
        Matcher object = OBJECT.matcher(summary);
        if (object.find()) {
            Matcher entry = ENTRY.matcher(object.group(1));
            while (entry.find()) {
                long count = Long.parseLong(entry.group(2));
                all += count;
                hits += entry.group(1).equals("hit") ? count : 0;
            }
        }
        if (all == 0) {
            throw new IllegalArgumentException("the agent's summary counts no allocation: '" + summary + "'");
        }
        return (double) hits / all;
    }
}
