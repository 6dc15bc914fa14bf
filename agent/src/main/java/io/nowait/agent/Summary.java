package io.nowait.agent;

import io.nowait.agent.rewrite.Counts;
import io.nowait.runtime.MemorySnapshot;
import io.nowait.runtime.SiteSnapshot;
import io.nowait.runtime.Snapshot;

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
        outcomes(json, snapshot.hit(), snapshot.refill(), snapshot.fallback(), snapshot.bypass());
        json.name("sites").array();
        for (SiteSnapshot site : snapshot.sites()) {
            json.object().name("site").value(site.site()).name("outcomes");
            outcomes(json, site.hit(), site.refill(), site.fallback(), site.bypass());
            json.name("bytes").value(site.bytes());
            json.name("liveBuffers").value(site.liveBuffers());
            json.name("liveBytes").value(site.liveBytes());
            json.endObject();
        }
        json.endArray();
        MemorySnapshot memory = snapshot.memory();
        json.name("memory").object();
        json.name("lent").value(memory.lent());
        json.name("free").value(memory.free());
        json.name("held").value(memory.held());
        json.name("counted").value(memory.counted());
        json.endObject();
        json.name("doubleFrees").value(snapshot.doubleFrees());
        json.name("errors").value(snapshot.failures());
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

    private static void outcomes(Json json, long hit, long refill, long fallback, long bypass) {
        json.object();
        json.name("hit").value(hit);
        json.name("refill").value(refill);
        json.name("fallback").value(fallback);
        json.name("bypass").value(bypass);
        json.endObject();
    }
}
