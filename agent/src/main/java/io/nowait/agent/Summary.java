package io.nowait.agent;

import io.nowait.agent.rewrite.Counts;
import io.nowait.runtime.MemorySnapshot;
import io.nowait.runtime.ReclaimSnapshot;
import io.nowait.runtime.RefillSnapshot;
import io.nowait.runtime.SiteSnapshot;
import io.nowait.runtime.SizingSnapshot;
import io.nowait.runtime.Snapshot;
import io.nowait.runtime.StallsSnapshot;
import io.nowait.runtime.ThreadSnapshot;
import io.nowait.runtime.nullness.Nullable;
import java.util.List;

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
        json.name("outcomes").object();
        json.name("hit").value(snapshot.hit());
        json.name("refill").value(snapshot.refill());
        json.name("emergency").value(snapshot.emergency());
        json.name("fallback").value(snapshot.fallback());
        json.name("stall").value(snapshot.stall());
        json.name("refused").value(snapshot.refused());
        json.name("bypass").value(snapshot.bypass());
        json.endObject();
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
        stalls(json, snapshot.stalls());
        sizing(json, snapshot.sizing());
        reclaim(json, snapshot.reclaim());
        refills(json, snapshot.refills());
        json.name("seized").value(snapshot.seized());
        json.name("doubleFrees").value(snapshot.doubleFrees());
        json.name("errors").value(snapshot.failures());
        classes(json, counts);
        if (trouble != null) {
            json.name("trouble").value(trouble);
        }
        return json.endObject().toString();
    }

    private static void site(Json json, SiteSnapshot site) {
        json.object().name("site").value(site.site());
        json.name("outcomes").object();
        json.name("hit").value(site.hit());
        json.name("refill").value(site.refill());
        json.name("emergency").value(site.emergency());
        json.name("fallback").value(site.fallback());
        json.name("stall").value(site.stall());
        json.name("refused").value(site.refused());
        json.name("bypass").value(site.bypass());
        json.endObject();
        json.name("bytes").value(site.bytes());
        json.name("liveBuffers").value(site.liveBuffers());
        json.name("liveBytes").value(site.liveBytes());
        if (site.nonBlockingBecause() != null) {
            context(json, site.nonBlockingBecause());
        }
        exhausted(json, site.exhausted());
        json.endObject();
    }

    private static void thread(Json json, ThreadSnapshot thread) {
        json.object().name("thread").value(thread.name());
        context(json, thread.nonBlockingBecause());
        exhausted(json, thread.exhausted());
        json.endObject();
    }

    private static void exhausted(Json json, @Nullable String what) {
        if (what != null) {
            json.name("exhausted").value(what);
        }
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
        json.name("emergency").value(memory.emergency());
        json.name("held").value(memory.held());
        json.name("counted").value(memory.counted());
        json.endObject();
    }

    private static void stalls(Json json, StallsSnapshot stalls) {
        json.name("stalls").object();
        json.name("count").value(stalls.count());
        json.name("medianMicros").value(stalls.medianMicros());
        json.name("p99Micros").value(stalls.p99Micros());
        json.name("longestMicros").value(stalls.longestMicros());
        stalls(json, "last", stalls.last());
        stalls(json, "longest", stalls.longest());
        json.endObject();
    }

    private static void stalls(Json json, String name, List<StallsSnapshot.OneStall> stalls) {
        json.name(name).array();
        for (StallsSnapshot.OneStall stall : stalls) {
            json.object().name("thread").value(stall.thread());
            json.name("site").value(stall.site());
            json.name("micros").value(stall.micros());
            json.name("stack").array();
            for (StackTraceElement frame : stall.stack()) {
                json.value(frame.toString());
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private static void sizing(Json json, SizingSnapshot sizing) {
        json.name("sizing").object();
        json.name("preset").value(sizing.preset());
        json.name("reason").value(sizing.reason());
        json.name("max").value(sizing.max());
        json.name("thread").value(sizing.thread());
        json.name("class").value(sizing.sizeClass());
        json.name("trimSeconds").value(sizing.trimSeconds());
        json.name("collectSeconds").value(sizing.collectSeconds());
        json.endObject();
    }

    private static void refills(Json json, RefillSnapshot refills) {
        json.name("refills").object();
        json.name("windowMedianMicros").value(refills.windowMedianMicros());
        json.name("windowP99Micros").value(refills.windowP99Micros());
        json.name("refused").value(refills.refused());
        json.name("pressures").value(refills.pressures());
        json.name("collections").value(refills.collections());
        json.name("collectionsInVain").value(refills.collectionsInVain());
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
