package io.nowait.runtime.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.Selector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GracePeriodsTest {
    private final GracePeriods grace = new GracePeriods(System::identityHashCode);

    @Test
    void withoutReadersAGracePeriodIsOverAtOnce() {
        assertThat(grace.isOver(grace.start())).isTrue();
    }

    @Test
    void aSectionHoldsOnlyGracePeriodsThatBeginDuringIt() {
        long before = grace.start();
        Section section = grace.enter();
        long during = grace.start();
        assertThat(grace.isOver(before)).isTrue();
        assertThat(grace.isOver(during)).isFalse();
        section.close();
        assertThat(grace.isOver(during)).isTrue();
    }

    @Test
    void theOutermostSectionCounts() {
        Section outer = grace.enter();
        Section inner = grace.enter();
        long token = grace.start();
        inner.close();
        inner.close();
        assertThat(grace.isOver(token)).isFalse();
        outer.close();
        assertThat(grace.isOver(token)).isTrue();
    }

    @Test
    void overIsKnownWithoutAnotherLook() {
        long token = grace.start();
        assertThat(grace.over()).isLessThan(token);
        assertThat(grace.isOver(token)).isTrue();
        assertThat(grace.over()).isEqualTo(token);
    }

    @Test
    void aLoopIsAReaderFromItsFirstReturnToItsNextWait() {
        Object selector = new Object();
        grace.aboutToWait(selector);
        assertThat(grace.waitsForCaller()).isFalse();
        grace.back(selector);
        long token = grace.start();
        assertThat(grace.waitsForCaller()).isTrue();
        assertThat(grace.isOver(token)).isFalse();
        grace.aboutToWait(selector);
        assertThat(grace.isOver(token)).isTrue();
    }

    @Test
    void aLoopThatPassesByAnnouncesAndStaysAReader() {
        Object selector = new Object();
        grace.pass(selector);
        long token = grace.start();
        grace.pass(selector);
        assertThat(grace.isOver(token)).isTrue();
        assertThat(grace.isOver(grace.start())).isFalse();
    }

    @Test
    void aSecondSelectorWithinAnIterationAnnouncesNothing() throws Exception {
        try (Selector home = Selector.open()) {
            Object second = new Object();
            grace.back(home);
            long token = grace.start();
            grace.aboutToWait(second);
            grace.back(second);
            grace.pass(second);
            assertThat(grace.isOver(token)).isFalse();
        }
        Object next = new Object();
        long token = grace.start();
        grace.pass(next);
        assertThat(grace.isOver(token))
                .as("it may have closed its selector itself")
                .isFalse();
        grace.pass(next);
        assertThat(grace.isOver(token)).isTrue();
    }

    @Test
    void aLoopInASectionAnnouncesNothing() {
        Object selector = new Object();
        grace.back(selector);
        Section section = grace.enter();
        long token = grace.start();
        grace.pass(selector);
        grace.aboutToWait(selector);
        assertThat(grace.isOver(token)).isFalse();
        section.close();
        assertThat(grace.isOver(token)).isFalse();
        grace.aboutToWait(selector);
        assertThat(grace.isOver(token)).isTrue();
    }

    @Test
    void theDeadAreNotWaitedFor() throws Exception {
        Thread dying = new Thread(grace::enter);
        dying.start();
        dying.join();
        assertThat(grace.isOver(grace.start())).isTrue();
    }
}
