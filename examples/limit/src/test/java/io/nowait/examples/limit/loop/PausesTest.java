package io.nowait.examples.limit.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PausesTest {
    private static final long MILLI = 1_000_000;
    private static final String ON_17 = "[5000000000ns] Safepoint \"G1CollectFull\", Time since last: 3 ns,"
            + " Reaching safepoint: 1 ns, Cleanup: 2 ns, At safepoint: 9 ns, Total: 20000000 ns";
    private static final String ON_25 = "[5000000000ns] Safepoint \"ZMarkEndYoung\", Time since last: 42 ns,"
            + " Reaching safepoint: 1 ns, At safepoint: 3 ns, Leaving safepoint: 2 ns, Total:  20000000 ns,"
            + " Threads: 1 runnable, 12 total";
    private static final String HEAP_STALL = "[5000000000ns] GC(3) Allocation Stall (loop-1) 20.000ms";

    private final Outlier inIt = new Outlier(4_985 * MILLI, 10 * MILLI, 0, "loop-1");

    @Test
    void aPauseOfAnyCollectorIsMatchedWithWhatItHeldUp() {
        assertThat(pauses(ON_17).within(inIt)).isEqualTo(10 * MILLI);
        assertThat(pauses(ON_25).within(inIt)).isEqualTo(10 * MILLI);
    }

    @Test
    void aPauseThatIsLoggedLateIsMatched() {
        Outlier before = new Outlier(4_960 * MILLI, 18 * MILLI, 0, "loop-1");
        assertThat(pauses(ON_17).within(before)).isEqualTo(18 * MILLI);
    }

    @Test
    void aPauseAtAnotherTimeExplainsNothing() {
        assertThat(pauses(ON_17).within(new Outlier(5_001 * MILLI, 10 * MILLI, 0, "loop-1")))
                .isZero();
        assertThat(pauses(ON_17).within(new Outlier(4_960 * MILLI, 16 * MILLI, 0, "loop-1")))
                .isZero();
    }

    @Test
    void aSafepointThatIsNotTheCollectorsExplainsNothing() {
        assertThat(pauses(ON_17.replace("G1CollectFull", "Deoptimize")).count()).isZero();
        assertThat(pauses(ON_17.replace("G1CollectFull", "ICBufferFull")).count())
                .isZero();
    }

    @Test
    void waitingForHeapIsTheThreadsOwn() {
        assertThat(pauses(HEAP_STALL).within(inIt)).isEqualTo(10 * MILLI);
        assertThat(pauses(HEAP_STALL).within(new Outlier(inIt.start(), inIt.nanos(), 0, "loop-2")))
                .isZero();
    }

    @Test
    void whatNeitherExplainsIsLeftWithItsLength() {
        Outlier descheduled = new Outlier(0, 5 * MILLI, 4 * MILLI, "loop-1");
        Outlier half = new Outlier(0, 5 * MILLI, 3 * MILLI, "loop-1");
        Outlier longest = new Outlier(0, 9 * MILLI, 0, "loop-1");

        Reasons reasons = Reasons.of(List.of(half, inIt, descheduled, longest), pauses(ON_17));

        assertThat(reasons).isEqualTo(new Reasons(1, 1, List.of(9 * MILLI, 2 * MILLI)));
        assertThat(reasons.plus(reasons).unexplained()).containsExactly(9 * MILLI, 9 * MILLI, 2 * MILLI, 2 * MILLI);
    }

    private static Pauses pauses(String... lines) {
        return Pauses.parse(Stream.of(lines));
    }
}
