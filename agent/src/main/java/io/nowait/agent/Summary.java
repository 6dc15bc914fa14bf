package io.nowait.agent;

import io.nowait.agent.rewrite.Counts;
import io.nowait.runtime.MemorySnapshot;
import io.nowait.runtime.ReclaimSnapshot;
import io.nowait.runtime.SiteSnapshot;
import io.nowait.runtime.Snapshot;
import io.nowait.runtime.ThreadSnapshot;
import io.nowait.runtime.nullness.Nullable;

/** The summary at exit as a JSON document. Allocations by outcome, sizes in bytes. */
final class Summary {
    private Summary() {}

    /**
     * The document.
     *
     * @param snapshot the runtime's figures
     * @param trouble why there is no pool, if there should be one
     * @param counts what became of the classes
     */
    static String json(Snapshot snapshot, @Nullable String trouble, Counts counts) {
        Json json = new Json().object();
        outcomes(json, snapshot.hit(), snapshot.refill(), snapshot.fallback(), snapshot.bypass());
        json.name("sites").array();
        for (SiteSnapshot site : snapshot.sites()) {
            site(json, site);
        }
        json.endArray();
        json.name("threads").array();
        for (ThreadSnapshot thread : snapshot.threads()) {
            thread(json, thread);
        }
        json.endArray();
        memory(json, snapshot.memory());
        reclaim(json, snapshot.reclaim());
        json.name("seized").value(snapshot.seized());
        json.name("doubleFrees").value(snapshot.doubleFrees());
        json.name("errors").value(snapshot.failures());
        classes(json, counts);
        if (trouble != null) {
            json.name("trouble").value(trouble);
        }
        return json.endObject().toString();
    }

    private static void outcomes(Json json, long hit, long refill, long fallback, long bypass) {
        json.name("outcomes").object();
        json.name("hit").value(hit);
        json.name("refill").value(refill);
        json.name("fallback").value(fallback);
        json.name("bypass").value(bypass);
        json.endObject();
    }

    private static void site(Json json, SiteSnapshot site) {
        json.object().name("site").value(site.site());
        outcomes(json, site.hit(), site.refill(), site.fallback(), site.bypass());
        json.name("bytes").value(site.bytes());
        json.name("liveBuffers").value(site.liveBuffers());
        json.name("liveBytes").value(site.liveBytes());
        if (site.nonBlockingBecause() != null) {
            context(json, site.nonBlockingBecause());
        }
        json.endObject();
    }

    private static void thread(Json json, ThreadSnapshot thread) {
        json.object().name("thread").value(thread.name());
        context(json, thread.nonBlockingBecause());
        json.endObject();
    }

    private static void context(Json json, @Nullable String nonBlockingBecause) {
        json.name("context").value(nonBlockingBecause == null ? "blocking" : "non-blocking");
        if (nonBlockingBecause != null) {
            json.name("why").value(nonBlockingBecause);
        }
    }

    private static void memory(Json json, MemorySnapshot memory) {
        json.name("memory").object();
        json.name("lent").value(memory.lent());
        json.name("retired").value(memory.retired());
        json.name("free").value(memory.free());
        json.name("held").value(memory.held());
        json.name("counted").value(memory.counted());
        json.endObject();
    }

    private static void reclaim(Json json, ReclaimSnapshot reclaim) {
        json.name("reclaim").object();
        json.name("readers").value(reclaim.readers());
        json.name("pending").value(reclaim.pending());
        json.name("mostPending").value(reclaim.mostPending());
        json.name("batches").value(reclaim.batches());
        json.name("graceMedianMicros").value(reclaim.graceMedianMicros());
        json.name("graceP99Micros").value(reclaim.graceP99Micros());
        json.name("graceLongestMicros").value(reclaim.graceLongestMicros());
        json.name("backMedianMicros").value(reclaim.backMedianMicros());
        json.name("backP99Micros").value(reclaim.backP99Micros());
        json.name("unwaited").value(reclaim.unwaited());
        json.name("leftToCollector").value(reclaim.leftToCollector());
        json.name("stalls").value(reclaim.stalls());
        json.name("quarantined").value(reclaim.quarantined());
        json.name("writesAfterFree").value(reclaim.writesAfterFree());
        json.endObject();
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
}
