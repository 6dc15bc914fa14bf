package io.nowait.runtime.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is silent for long is noticed once, reported with back-off, and only while others wait. */
class StallsTest {
    private static final long MILLI = 1_000_000;
    private static final long LIMIT = 1000 * MILLI;

    private final GracePeriods grace = new GracePeriods(Thread::getId);
    private final Object selector = new Object();
    private final List<Stall> reports = new ArrayList<>();
    private final Reclaimer reclaimer =
            new Reclaimer(grace, new PendingBudget(1 << 20), LIMIT, stall -> reports.add(stall));
    private long now = System.nanoTime();

    private static final class Waiting extends Batch {
        private boolean reclaimed;

        @Override
        protected void reclaim() {
            reclaimed = true;
        }
    }

    private Waiting retire() {
        Waiting batch = new Waiting();
        reclaimer.add(batch);
        return batch;
    }

    private void turns(int count, long millis) {
        for (int turn = 0; turn < count; turn++) {
            now += millis * MILLI;
            reclaimer.turn(now, MILLI);
        }
    }

    @Test
    void aReaderIsReportedWhenItHasBeenSilentForTheLimit() {
        grace.back(selector);
        Waiting batch = retire();
        turns(1000, 1);
        assertThat(reports).isEmpty();
        assertThat(reclaimer.isWaiting()).isTrue();
        turns(10, 1);
        assertThat(reports).singleElement().satisfies(stall -> {
            assertThat(stall.thread()).isEqualTo(Thread.currentThread().getName());
            assertThat(stall.silentMillis()).isBetween(1000L, 1010L);
            assertThat(stall.bytes()).isZero();
            assertThat(stall.stack()).isNotEmpty();
            assertThat(stall.describe()).contains("    at " + StallsTest.class.getName());
        });
        assertThat(reclaimer.isStalled()).isTrue();
        assertThat(batch.reclaimed).isFalse();
    }

    @Test
    void itIsReportedAgainEachTimeItsSilenceHasDoubledAndCountedOnce() {
        grace.back(selector);
        retire();
        turns(8500, 1);
        assertThat(reports).hasSize(4);
        for (int i = 1; i < 4; i++) {
            assertThat(reports.get(i).silentMillis())
                    .isBetween(
                            2 * reports.get(i - 1).silentMillis(),
                            2 * reports.get(i - 1).silentMillis() + 2);
        }
        assertThat(reclaimer.stallCount()).isOne();
    }

    @Test
    void anAnnouncementEndsTheStallAndWhatWaitedComesBack() {
        grace.back(selector);
        Waiting batch = retire();
        turns(1100, 1);
        assertThat(reclaimer.isStalled()).isTrue();
        grace.aboutToWait(selector);
        turns(1, 1);
        assertThat(batch.reclaimed).isTrue();
        assertThat(reclaimer.isStalled()).isFalse();
        grace.back(selector);
        retire();
        turns(900, 1);
        assertThat(reports).hasSize(1);
        turns(200, 1);
        assertThat(reports).hasSize(2);
        assertThat(reclaimer.stallCount()).isEqualTo(2);
    }

    @Test
    void aReaderThatAnnouncesIsNeverStalledHoweverLongOthersAre() {
        Reader silent = grace.readers().add(new Thread("silent"));
        silent.back(selector, grace);
        grace.back(selector);
        retire();
        for (int second = 0; second < 5; second++) {
            turns(500, 1);
            grace.pass(selector);
            retire();
        }
        assertThat(reports).isNotEmpty().allMatch(stall -> stall.thread().equals("silent"));
        assertThat(reclaimer.stallCount()).isOne();
    }

    @Test
    void aStandstillOfAllThreadsStallsNobody() {
        grace.back(selector);
        retire();
        turns(500, 1);
        turns(5, 5_000);
        assertThat(reports).isEmpty();
        assertThat(reclaimer.stallCount()).isZero();
        turns(500, 1);
        assertThat(reports).hasSize(1);
    }

    @Test
    void aMachineOnWhichEveryTurnComesLateStillCountsTheSilence() {
        grace.back(selector);
        retire();
        turns(120, 10);
        assertThat(reports).hasSize(1);
    }

    @Test
    void whileNothingWaitsNobodyIsSilent() {
        grace.back(selector);
        turns(5000, 1);
        assertThat(reports).isEmpty();
        retire();
        turns(900, 1);
        assertThat(reports).isEmpty();
    }

    @Test
    void aReaderThatIsOfflineIsWaitedForByNobody() {
        grace.back(selector);
        grace.aboutToWait(selector);
        Waiting batch = retire();
        turns(1, 1);
        assertThat(batch.reclaimed).isTrue();
        turns(5000, 1);
        assertThat(reports).isEmpty();
    }

    @Test
    void theDeadAreWaitedForByNobody() throws InterruptedException {
        Thread dying = new Thread(() -> grace.back(selector));
        dying.start();
        dying.join();
        Waiting batch = retire();
        turns(1, 1);
        assertThat(batch.reclaimed).isTrue();
        assertThat(grace.readers().count()).isOne();
        grace.readers().removeDead();
        assertThat(grace.readers().count()).isZero();
    }
}
