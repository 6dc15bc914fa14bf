package io.nowait.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.rewrite.Counts;
import io.nowait.runtime.MemorySnapshot;
import io.nowait.runtime.ReclaimSnapshot;
import io.nowait.runtime.RefillSnapshot;
import io.nowait.runtime.SiteSnapshot;
import io.nowait.runtime.SizingSnapshot;
import io.nowait.runtime.Snapshot;
import io.nowait.runtime.StallsSnapshot;
import io.nowait.runtime.ThreadSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Snapshot SNAPSHOT = new Snapshot(
            1,
            2,
            40,
            3,
            41,
            42,
            4,
            List.of(
                    new SiteSnapshot("a.B.<init>:5", 6, 7, 43, 8, 44, 45, 9, 10, 11, 12, "option", "stall"),
                    new SiteSnapshot("a.B.c:6", 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, null, "refuse")),
            List.of(new ThreadSnapshot("loop \"1\"", "its name", "refuse"), new ThreadSnapshot("main", null, null)),
            new MemorySnapshot(13, 12, 14, 46, 15, 16),
            new StallsSnapshot(
                    47,
                    48,
                    49,
                    50,
                    List.of(),
                    List.of(new StallsSnapshot.OneStall(
                            "t", "a.C.d:6", 51, List.of(new StackTraceElement("a.C", "d", "C.java", 6))))),
            new ReclaimSnapshot(20, 21, 22, 23, 24, 25, 26, 32, 33, 27, 28, 29, 30, 31),
            17,
            18,
            19,
            new SizingSnapshot("small", "given", 40, 41, 42, 43, 44),
            new RefillSnapshot(45, 46, 47, 48, 49, 50));

    @Test
    void everyFigureIsUnderItsOwnName() {
        assertThat(Summary.json(SNAPSHOT, null, new Counts()))
                .contains("\"outcomes\": {\"hit\": 1, \"refill\": 2, \"emergency\": 40, \"fallback\": 3, \"stall\": 41,"
                        + " \"refused\": 42, \"bypass\": 4}")
                .contains(
                        "{\"site\": \"a.B.<init>:5\", \"outcomes\": {\"hit\": 6, \"refill\": 7, \"emergency\": 43,"
                                + " \"fallback\": 8, \"stall\": 44, \"refused\": 45, \"bypass\": 9},"
                                + " \"bytes\": 10, \"liveBuffers\": 11, \"liveBytes\": 12, \"context\": \"non-blocking\", \"why\": \"option\", \"exhausted\": \"stall\"}")
                .contains("\"liveBytes\": 0, \"exhausted\": \"refuse\"}")
                .contains(
                        "\"threads\": [{\"thread\": \"loop \\\"1\\\"\", \"context\": \"non-blocking\", \"why\": \"its name\", \"exhausted\": \"refuse\"},"
                                + " {\"thread\": \"main\", \"context\": \"blocking\"}]")
                .contains(
                        "\"memory\": {\"lent\": 13, \"retired\": 12, \"free\": 14, \"emergency\": 46, \"held\": 15, \"counted\": 16}")
                .contains("\"stalls\": {\"count\": 47, \"medianMicros\": 48, \"p99Micros\": 49, \"longestMicros\": 50,"
                        + " \"last\": [], \"longest\": [{\"thread\": \"t\", \"site\": \"a.C.d:6\", \"micros\": 51,"
                        + " \"stack\": [\"a.C.d(C.java:6)\"]}]}")
                .contains("\"reclaim\": {\"readers\": 20, \"pending\": 21, \"mostPending\": 22, \"batches\": 23,"
                        + " \"graceMedianMicros\": 24, \"graceP99Micros\": 25, \"graceLongestMicros\": 26,"
                        + " \"backMedianMicros\": 32, \"backP99Micros\": 33,"
                        + " \"unwaited\": 27, \"leftToCollector\": 28, \"stalls\": 29, \"quarantined\": 30,"
                        + " \"writesAfterFree\": 31}")
                .contains("\"sizing\": {\"preset\": \"small\", \"reason\": \"given\", \"max\": 40, \"thread\": 41,"
                        + " \"class\": 42, \"trimSeconds\": 43, \"collectSeconds\": 44}")
                .contains("\"refills\": {\"windowMedianMicros\": 45, \"windowP99Micros\": 46, \"refused\": 47,"
                        + " \"pressures\": 48, \"collections\": 49, \"collectionsInVain\": 50}")
                .contains("\"seized\": 17, \"doubleFrees\": 18, \"errors\": 19")
                .contains("\"classes\": {\"rewritten\": 0, \"skipped\": 0, \"failed\": 0}")
                .contains("\"failures\": []");
    }

    @Test
    void aPoolThatCouldNotStartIsAFailure() {
        assertThat(Summary.json(SNAPSHOT, "no \"memory\"", new Counts()))
                .contains("\"trouble\": \"no \\\"memory\\\"\"");
    }
}
