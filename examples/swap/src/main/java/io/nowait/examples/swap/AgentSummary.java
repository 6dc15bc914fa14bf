package io.nowait.examples.swap;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what the agent counted, as its option {@code summary=FILE.json} wrote it when the JVM ended. */
final class AgentSummary {
    private AgentSummary() {}

    /** Returns the number of allocations by outcome, in the agent's order, and of frees that found no room to wait. */
    static Map<String, Long> read(Path file) throws IOException {
        String json = Files.readString(file);
        Map<String, Long> counts = outcomes(json);
        counts.put("freed without waiting", unwaited(json));
        return counts;
    }

    private static long unwaited(String json) throws IOException {
        if (JSON.std.mapFrom(json).get("reclaim") instanceof Map<?, ?> reclaim
                && reclaim.get("unwaited") instanceof Number count) {
            return count.longValue();
        }
        throw new IOException("the agent's summary does not say what found no room to wait: " + json);
    }

    static Map<String, Long> outcomes(String json) throws IOException {
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
        return outcomes;
    }
}
