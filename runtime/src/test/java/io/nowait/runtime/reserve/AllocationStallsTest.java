package io.nowait.runtime.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AllocationStallsTest {
    private static final int SITE = 7;
    private static final long SECOND = 1_000_000_000;

    private final AllocationStalls stalls = new AllocationStalls();

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void stall(long millis) {
        stalls.begin();
        pause(millis);
        stalls.begin(); // its next attempt fails too
        stalls.end();
    }

    @Test
    void whoDoesNotStallIsNotTakenForOneWhoDoes() {
        assertThat(stalls.isQuiet()).isTrue();
        stalls.end();
        assertThat(stalls.take(SITE)).isFalse();
        assertThat(stalls.waits().count()).isZero();
    }

    @Test
    void aStallIsTimedFromItsFirstAttemptToItsLastAndCountedOnce() {
        stall(20);
        stalls.end(); // as when an error passes through two places that throw
        assertThat(stalls.take(SITE)).isTrue();
        assertThat(stalls.take(SITE)).isFalse();
        assertThat(stalls.isQuiet()).isTrue();
        AllocationWaits waits = stalls.waits();
        assertThat(waits.count()).isOne();
        assertThat(waits.longestNanos()).isGreaterThanOrEqualTo(20_000_000);
        assertThat(waits.medianNanos()).isEqualTo(waits.longestNanos());
    }

    @Test
    void itIsShownWithItsThreadItsSiteAndItsStackButWithoutOurFrames() {
        stall(2);
        stalls.take(SITE);
        StalledAllocation shown = stalls.waits().last().get(0);
        assertThat(shown.thread()).isEqualTo(Thread.currentThread().getName());
        assertThat(shown.site()).isEqualTo(SITE);
        assertThat(shown.stack()).isNotEmpty();
        assertThat(shown.stack()).noneMatch(frame -> frame.getClassName().startsWith("io.nowait.runtime."));
    }

    @Test
    void oneThatNobodyTakesIsOfNoSiteAndForgottenButForTheFigures() {
        stall(2);
        stalls.sweep(System.nanoTime());
        assertThat(stalls.isQuiet()).isFalse();
        stalls.sweep(System.nanoTime() + 2 * SECOND);
        assertThat(stalls.isQuiet()).isTrue();
        assertThat(stalls.waits().last().get(0).site()).isEqualTo(StalledAllocation.NO_SITE);
    }

    @Test
    void oneOfADeadThreadIsForgotten() throws InterruptedException {
        Thread dying = new Thread(stalls::begin);
        dying.start();
        dying.join();
        stalls.sweep(System.nanoTime());
        assertThat(stalls.isQuiet()).isTrue();
    }

    @Test
    void theOneOfAnotherThreadIsNotTaken() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            stalls.begin();
            begun.countDown();
            try {
                asked.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            stalls.end();
        });
        other.start();
        begun.await();
        assertThat(stalls.take(SITE)).isFalse();
        asked.countDown();
        other.join();
        assertThat(stalls.waits().count()).isOne();
    }

    @Test
    void whoDoesNotStallWaitsForNoLockWhileOthersDo() throws InterruptedException {
        Thread stalling = new Thread(stalls::begin);
        stalling.start();
        stalling.join();
        Thread other = new Thread(() -> {
            stalls.end();
            stalls.take(SITE);
            stalls.sweep(System.nanoTime());
        });
        synchronized (stalls) {
            other.start();
            other.join(5000);
            assertThat(other.isAlive()).isFalse();
        }
    }

    @Test
    void theLongestAreKeptLongestFirstAndTheLastAsTheyCame() {
        stall(30);
        for (int i = 0; i < 9; i++) {
            stall(2);
        }
        List<StalledAllocation> longest = stalls.waits().longest();
        assertThat(longest).hasSize(8);
        assertThat(longest.get(0).nanos()).isGreaterThanOrEqualTo(30_000_000);
        assertThat(longest).isSortedAccordingTo((a, b) -> Long.compare(b.nanos(), a.nanos()));
        assertThat(stalls.waits().last())
                .hasSize(8)
                .noneMatch(each -> each.nanos() == longest.get(0).nanos());
    }
}
