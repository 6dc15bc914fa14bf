package io.nowait.agent;

import io.nowait.agent.rewrite.Counts;
import io.nowait.runtime.Snapshot;
import java.util.Map;

/** The summary at exit as a JSON document. */
final class Summary {
    private Summary() {}

    /**
     * The document.
     *
     * @param snapshot the runtime's figures: allocations by outcome, by call site, and bytes of memory
     * @param counts what became of the classes
     */
    static String json(Snapshot snapshot, Counts counts) {
        Json json = new Json().object();
        json.name("outcomes");
        numbers(json, snapshot.outcomes());
        json.name("sites").array();
        for (Snapshot.Site site : snapshot.sites()) {
            json.object().name("site").value(site.site()).name("outcomes");
            numbers(json, site.outcomes());
            json.endObject();
        }
        json.endArray();
        json.name("memory").object();
        json.name("lent").value(snapshot.lent());
        json.name("free").value(snapshot.free());
        json.name("retired").value(snapshot.retired());
        json.name("emergency").value(snapshot.emergency());
        json.name("held").value(snapshot.held());
        json.endObject();
        classes(json, counts);
        return json.endObject().toString();
    }

    private static void classes(Json json, Counts counts) {
        json.name("classes").object();
        json.name("rewritten").value(counts.rewritten());
        json.name("skipped").value(counts.skipped());
        json.name("failed").value(counts.failed());
        json.endObject();
        json.name("failures").array();
        for (Counts.Failure failure : counts.failures()) {
            json.object().name("class").value(failure.className);
            json.name("reason").value(failure.reason).endObject();
        }
        json.endArray();
    }

    private static void numbers(Json json, Map<String, Long> numbers) {
        json.object();
        for (Map.Entry<String, Long> number : numbers.entrySet()) {
            json.name(number.getKey()).value(number.getValue());
        }
        json.endObject();
    }
}
