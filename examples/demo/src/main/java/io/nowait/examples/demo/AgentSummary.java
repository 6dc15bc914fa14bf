package io.nowait.examples.demo;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the agent counted, as its option {@code summary=FILE.json} wrote it when the server ended.
 *
 * @param outcomes how many allocations ended in which outcome, in the agent's order
 */
record AgentSummary(Map<String, Long> outcomes) {
    private static final String HIT = "hit";
    private static final String BYPASS = "bypass";

    /** Reads the agent's file; throws {@link IOException} if there is none or it counts no outcomes. */
    static AgentSummary read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static AgentSummary parse(String json) throws IOException {
        if (!(JSON.std.mapFrom(json).get("outcomes") instanceof Map<?, ?> counted)) {
            throw new IOException("the agent's summary has no outcomes: " + json);
        }
        Map<String, Long> outcomes = new LinkedHashMap<>();
        for (Map.Entry<?, ?> outcome : counted.entrySet()) {
            if (!(outcome.getValue() instanceof Number count)) {
                throw new IOException("the agent's summary counts no " + outcome.getKey() + ": " + json);
            }
            outcomes.put(String.valueOf(outcome.getKey()), count.longValue());
        }
        return new AgentSummary(outcomes);
    }

    AgentSummary plus(AgentSummary other) {
        Map<String, Long> sum = new LinkedHashMap<>(outcomes);
        other.outcomes.forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
        return new AgentSummary(sum);
    }

    /** Allocations that the reserves lent a run for. */
    long hits() {
        return outcomes.getOrDefault(HIT, 0L);
    }

    /** Allocations that the reserves were asked for: all but those below the size floor or otherwise passed by. */
    long asked() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum() - outcomes.getOrDefault(BYPASS, 0L);
    }
}
