package io.nowait.runtime.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.runtime.reserve.CollectorCall.Figures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectorCallTest {
    private static final long MILLI = 1_000_000;
    private static final long MINUTE = 60_000 * MILLI;
    private static final Figures DROPPED = new Figures(64 << 20, 63 << 20, 40 << 20, 500, 1000);

    private final List<Runnable> calls = new ArrayList<>();
    private int collections;
    private final CollectorCall call = new CollectorCall(new CollectorCall.Collector() {
        @Override
        public void collect(Runnable done) {
            calls.add(done);
        }

        @Override
        public CollectorCall.Sign sign() {
            int then = collections;
            return () -> collections > then;
        }
    });
    private long now = System.nanoTime();
    private long proved;

    /** Some seconds of shortage, a turn each ten milliseconds; how many collections were asked for. */
    private int shortage(long nanos, Figures figures) {
        int before = calls.size();
        for (long end = now + nanos; now < end; now += 10 * MILLI) {
            if (call.isDue(now, true, MINUTE, proved)) {
                call.decide(now, figures, proved);
            }
        }
        return calls.size() - before;
    }

    private void pass(long nanos) {
        now += nanos;
        assertThat(call.isDue(now, false, MINUTE, proved)).isFalse();
    }

    private void collectorRuns() {
        collections++;
    }

    private void theCollectionIsOver() {
        collectorRuns();
        calls.get(calls.size() - 1).run();
        now = Math.max(now, System.nanoTime());
    }

    @Test
    void aShortageThatDroppedBuffersMustHaveCausedIsEndedByOneCollection() {
        assertThat(shortage(90 * MILLI, DROPPED)).isZero();
        assertThat(shortage(60 * MILLI, DROPPED)).isOne();
        assertThat(shortage(5000 * MILLI, DROPPED)).isZero();
        assertThat(call.asked()).isOne();
    }

    @Test
    void thereIsOneInTheIntervalAtMost() {
        shortage(200 * MILLI, DROPPED);
        theCollectionIsOver();
        proved += 30 << 20;
        pass(3000 * MILLI);
        assertThat(shortage(50_000 * MILLI, DROPPED)).isZero();
        assertThat(shortage(10_000 * MILLI, DROPPED)).isOne();
        assertThat(call.inVain()).isZero();
    }

    @Test
    void afterOneInVainTheNextWaitsTwiceAsLong() {
        shortage(200 * MILLI, DROPPED);
        theCollectionIsOver();
        pass(3000 * MILLI);
        assertThat(call.inVain()).isOne();
        assertThat(shortage(110_000 * MILLI, DROPPED)).isZero();
        assertThat(shortage(15_000 * MILLI, DROPPED)).isOne();
    }

    @Test
    void ifTheJvmDoesNotCollectWhenAskedItIsNotAskedAgain() {
        shortage(200 * MILLI, DROPPED);
        calls.get(0).run();
        assertThat(call.inVain()).isOne();
        pass(1000 * MINUTE);
        assertThat(shortage(MINUTE, DROPPED)).isZero();
    }

    @Test
    void ifTheCollectorHasRunMeanwhileItIsGivenTime() {
        shortage(90 * MILLI, DROPPED);
        collectorRuns();
        assertThat(shortage(90 * MILLI, DROPPED)).isZero();
        assertThat(shortage(60 * MILLI, DROPPED)).isOne();
    }

    @Test
    void aShortageThatEndsByItselfIsForgotten() {
        shortage(90 * MILLI, DROPPED);
        pass(2000 * MILLI);
        assertThat(shortage(90 * MILLI, DROPPED)).isZero();
    }

    @Test
    void itIsNotAskedForWhenItWouldNotHelp() {
        long mib = 1 << 20;
        Figures farFromTheLimit = new Figures(64 * mib, 50 * mib, 40 * mib, 500, 1000);
        Figures littleLent = new Figures(64 * mib, 63 * mib, 10 * mib, 500, 1000);
        Figures allFreed = new Figures(64 * mib, 63 * mib, 40 * mib, 10, 1000);
        for (Figures figures : new Figures[] {farFromTheLimit, littleLent, allFreed}) {
            assertThat(shortage(1000 * MILLI, figures)).isZero();
        }
        assertThat(shortage(1000 * MILLI, new Figures(64 * mib, 63 * mib, 40 * mib, 0, 0)))
                .isOne();
    }

    @Test
    void offIsOff() {
        for (int turn = 0; turn < 1000; turn++, now += 10 * MILLI) {
            assertThat(call.isDue(now, true, Long.MAX_VALUE, 0)).isFalse();
        }
    }

    @Test
    void theJvmsOwnCollectorIsSeenToRun() throws InterruptedException {
        CollectorCall real = new CollectorCall(new SystemCollector());
        for (int turn = 0; real.asked() == 0 && turn < 100; turn++, now += 10 * MILLI) {
            if (real.isDue(now, true, MINUTE, 0)) {
                real.decide(now, DROPPED, 0);
            }
        }
        assertThat(real.asked()).isOne();
        for (int i = 0; i < 1000 && real.isRunning(); i++) {
            Thread.sleep(10);
        }
        assertThat(real.isRunning()).isFalse();
        assertThat(real.inVain()).isZero();
    }
}
