package io.nowait.agent.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a child wrote through the agent's option {@code summary=FILE.json}: the figures that tests ask about. */
public record Summary(String json) {
    private static final String OUTCOMES = "\"outcomes\": \\{\"hit\": (\\d+), [^}]*\"bypass\": (\\d+)\\}";
    private static final Pattern REASON =
            Pattern.compile("\\{\"site\": \"([^\"]*):\\d+\", \"outcomes\": \\{[^}]*\\}[^}]*\"why\": \"([^\"]*)\"");
    private static final Pattern THREAD =
            Pattern.compile("\\{\"thread\": \"([^\"]*)\", \"context\": \"([^\"]*)\"(?:, \"why\": \"([^\"]*)\")?");
    private static final Pattern SITE = Pattern.compile("\\{\"site\": \"([^\"]*)\", " + OUTCOMES);

    private static final Pattern EXHAUSTED = Pattern.compile(
            "\\{\"(?:site|thread)\": \"([^\"]*)\"(?:, \"outcomes\": \\{[^}]*\\})?[^{}]*\"exhausted\": \"([^\"]*)\"");
    private static final Pattern OUTCOME = Pattern.compile("\"(\\w+)\": (\\d+)");

    /** Reads and deletes the file. */
    public static Summary take(Path file) {
        try {
            String json = Files.readString(file);
            Files.delete(file);
            return new Summary(json);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Allocations served by the reserves. */
    public long hits() {
        return number("\\A\\{" + OUTCOMES);
    }

    /** Allocations with that outcome. */
    public long outcome(String outcome) {
        return number("\\A\\{\"outcomes\": \\{[^}]*\"" + outcome + "\": (\\d+)");
    }

    /** Errors inside the pool. */
    public long errors() {
        return number("\"errors\": (\\d+)");
    }

    /** A figure of how freed memory waited, by its name. */
    public long reclaim(String figure) {
        return number("\"reclaim\": \\{[^}]*\"" + figure + "\": (\\d+)");
    }

    /** Class files rewritten. */
    public long rewritten() {
        return number("\"rewritten\": (\\d+)");
    }

    /** Class files that could not be rewritten. */
    public long failed() {
        return number("\"failed\": (\\d+)");
    }

    /** Hits of each call site, by {@code class.method} and without the line. */
    public Map<String, Long> hitsBySite() {
        return bySite(2);
    }

    /** Allocations of each call site that the pool leaves to the JDK, by {@code class.method} and without the line. */
    public Map<String, Long> bypassesBySite() {
        return bySite(3);
    }

    /** Why call sites may not wait, by {@code class.method} and without the line; those that may are missing. */
    public Map<String, String> reasonsBySite() {
        Map<String, String> reasons = new TreeMap<>();
        Matcher site = REASON.matcher(json);
        while (site.find()) {
            reasons.put(site.group(1), site.group(2));
        }
        return reasons;
    }

    /** Why threads may not wait, by their names; {@code blocking} of those that may. */
    public Map<String, String> threads() {
        Map<String, String> threads = new TreeMap<>();
        Matcher thread = THREAD.matcher(json);
        while (thread.find()) {
            threads.put(thread.group(1), thread.group(3) == null ? thread.group(2) : thread.group(3));
        }
        return threads;
    }

    /** What threads and sites get when there is no memory, by name or {@code class.method}; those of which it is not said are missing. */
    public Map<String, String> exhausted() {
        Map<String, String> exhausted = new TreeMap<>();
        Matcher one = EXHAUSTED.matcher(json);
        while (one.find()) {
            exhausted.put(one.group(1).replaceFirst(":\\d+$", ""), one.group(2));
        }
        return exhausted;
    }

    /** The outcomes at the one call site in a method, {@code class.method}. */
    public Map<String, Long> outcomes(String method) {
        Matcher site = Pattern.compile("\"site\": \"" + Pattern.quote(method) + ":\\d+\", \"outcomes\": \\{([^}]*)\\}")
                .matcher(json);
        Map<String, Long> outcomes = new TreeMap<>();
        if (site.find()) {
            Matcher outcome = OUTCOME.matcher(site.group(1));
            while (outcome.find()) {
                outcomes.put(outcome.group(1), Long.parseLong(outcome.group(2)));
            }
        }
        return outcomes;
    }

    private Map<String, Long> bySite(int group) {
        Map<String, Long> sites = new TreeMap<>();
        Matcher site = SITE.matcher(json);
        while (site.find()) {
            String name = site.group(1).replaceFirst(":\\d+$", "");
            sites.merge(name, Long.parseLong(site.group(group)), Long::sum);
        }
        return sites;
    }

    private long number(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + json);
        }
        return Long.parseLong(matcher.group(1));
    }
}
