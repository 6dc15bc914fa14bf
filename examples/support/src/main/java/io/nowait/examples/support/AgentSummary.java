package io.nowait.examples.support;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the agent counted, as its option {@code summary=FILE.json} wrote it when its JVM ended.
 *
 * @param outcomes how many allocations ended in which outcome, in the agent's order
 * @param reclaim how freed memory waited, by the agent's names; of several turns the largest
 * @param errors errors of its own that the agent kept from the application
 * @param sites the figures of each call site, by the agent's names
 */
public record AgentSummary(
        Map<String, Long> outcomes, Map<String, Long> reclaim, long errors, Map<String, Map<String, Long>> sites) {
    private static final String HIT = "hit";
    private static final String BYPASS = "bypass";

    /** Reads the agent's file; throws {@link IOException} if there is none or it counts no outcomes. */
    public static AgentSummary read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    public static AgentSummary parse(String json) throws IOException {
        return new AgentSummary(numbers(json, "outcomes"), numbers(json, "reclaim"), errors(json), sites(json));
    }

    private static Map<String, Long> numbers(String json, String part) throws IOException {
        if (!(JSON.std.mapFrom(json).get(part) instanceof Map<?, ?> counted)) {
            throw new IOException("the agent's summary has no " + part + ": " + json);
        }
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : counted.entrySet()) {
            if (!(entry.getValue() instanceof Number count)) {
                throw new IOException("the agent's summary counts no " + entry.getKey() + ": " + json);
            }
            numbers.put(String.valueOf(entry.getKey()), count.longValue());
        }
        return numbers;
    }

    private static long errors(String json) throws IOException {
        if (!(JSON.std.mapFrom(json).get("errors") instanceof Number errors)) {
            throw new IOException("the agent's summary counts no errors: " + json);
        }
        return errors.longValue();
    }

    public AgentSummary plus(AgentSummary other) {
        Map<String, Long> sum = new LinkedHashMap<>(outcomes);
        other.outcomes.forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
        Map<String, Long> most = new LinkedHashMap<>(reclaim);
        other.reclaim.forEach((name, value) -> most.merge(name, value, Math::max));
        Map<String, Map<String, Long>> all = new LinkedHashMap<>(sites);
        other.sites.forEach((site, figures) -> all.merge(site, figures, AgentSummary::sum));
        return new AgentSummary(sum, most, errors + other.errors, all);
    }

    private static Map<String, Map<String, Long>> sites(String json) throws IOException {
        Map<String, Map<String, Long>> sites = new LinkedHashMap<>();
        if (JSON.std.mapFrom(json).get("sites") instanceof List<?> rows) {
            for (Object row : rows) {
                Map<String, Long> figures = new LinkedHashMap<>();
                Map<?, ?> site = (Map<?, ?>) row;
                ((Map<?, ?>) site.get("outcomes"))
                        .forEach((name, count) -> figures.put(String.valueOf(name), ((Number) count).longValue()));
                sites.merge(String.valueOf(site.get("site")), figures, AgentSummary::sum);
            }
        }
        return sites;
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sum = new LinkedHashMap<>(one);
        other.forEach((name, value) -> sum.merge(name, value, Long::sum));
        return sum;
    }

    /** The outcomes at those call sites whose names begin so. */
    public Map<String, Long> outcomesAt(String prefix) {
        Map<String, Long> sum = new LinkedHashMap<>();
        sites.forEach((site, figures) -> {
            if (site.startsWith(prefix)) {
                outcomes.keySet().forEach(name -> sum.merge(name, figures.getOrDefault(name, 0L), Long::sum));
            }
        });
        return sum;
    }

    /** How long freed memory waited, in words. */
    public String waits() {
        return "%d readers; grace periods p50 %s ms, p99 %s ms; freed memory back after p50 %s ms, p99 %s ms"
                .formatted(
                        reclaim.getOrDefault("readers", 0L),
                        millis("graceMedianMicros"),
                        millis("graceP99Micros"),
                        millis("backMedianMicros"),
                        millis("backP99Micros"));
    }

    private String millis(String micros) {
        return String.format(Locale.ROOT, "%.2f", reclaim.getOrDefault(micros, 0L) / 1000.0);
    }

    /** Allocations that the reserves lent a run for. */
    public long hits() {
        return outcomes.getOrDefault(HIT, 0L);
    }

    /** Allocations that the reserves were asked for: all but those below the size floor or otherwise passed by. */
    public long asked() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum() - outcomes.getOrDefault(BYPASS, 0L);
    }
}
