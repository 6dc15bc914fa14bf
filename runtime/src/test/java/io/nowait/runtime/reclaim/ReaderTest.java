package io.nowait.runtime.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.Selector;
import org.junit.jupiter.api.Test;

/** What counts as a quiescent state of a loop. */
class ReaderTest {
    private final GracePeriods grace = new GracePeriods(Thread::getId);
    private final Reader reader = grace.readers().add(Thread.currentThread());
    private final Object home = new Object();
    private final Object other = new Object();

    private boolean endsAGracePeriod(Runnable step) {
        long token = grace.start();
        step.run();
        return grace.isOver(token);
    }

    @Test
    void aboutToWaitIsAQuiescentStateAndBackIsNone() {
        grace.back(home);
        assertThat(endsAGracePeriod(() -> {})).isFalse();
        assertThat(endsAGracePeriod(() -> grace.back(home))).isFalse();
        assertThat(endsAGracePeriod(() -> grace.aboutToWait(home))).isTrue();
        assertThat(reader.isOnline()).isFalse();
        grace.back(home);
        assertThat(endsAGracePeriod(() -> {})).isFalse();
    }

    @Test
    void backFromAnActionAndThenFromTheSelectIsNoQuiescentState() {
        grace.aboutToWait(home);
        grace.back(home);
        assertThat(endsAGracePeriod(() -> grace.back(home))).isFalse();
        assertThat(endsAGracePeriod(() -> grace.back(home))).isFalse();
    }

    @Test
    void passingByIsAQuiescentStateThatLeavesTheReaderOnline() {
        grace.pass(home);
        assertThat(endsAGracePeriod(() -> grace.pass(home))).isTrue();
        assertThat(endsAGracePeriod(() -> {})).isFalse();
    }

    @Test
    void anotherSelectorIsNoQuiescentState() {
        grace.back(home);
        assertThat(endsAGracePeriod(() -> grace.pass(other))).isFalse();
        assertThat(endsAGracePeriod(() -> grace.aboutToWait(other))).isFalse();
        assertThat(endsAGracePeriod(() -> grace.back(other))).isFalse();
        assertThat(endsAGracePeriod(() -> grace.aboutToWait(home))).isTrue();
    }

    @Test
    void whenItsSelectorIsClosedTheNextIsItsHome() throws IOException {
        Selector first = Selector.open();
        try (Selector second = Selector.open()) {
            grace.back(first);
            assertThat(endsAGracePeriod(() -> grace.pass(second))).isFalse();
            first.close();
            assertThat(endsAGracePeriod(() -> grace.pass(second)))
                    .as("in the iteration in which the first was closed")
                    .isFalse();
            assertThat(endsAGracePeriod(() -> grace.pass(second))).isTrue();
        }
    }

    @Test
    void aSectionWithinAnIterationEndsNothing() {
        grace.back(home);
        Section outer = grace.enter();
        Section inner = grace.enter();
        assertThat(endsAGracePeriod(() -> grace.pass(home))).isFalse();
        assertThat(endsAGracePeriod(inner::close)).isFalse();
        assertThat(endsAGracePeriod(outer::close)).isFalse();
        assertThat(endsAGracePeriod(() -> grace.pass(home))).isTrue();
    }

    @Test
    void aStalledReaderMovesToTheSelectorThatItUsesNow() {
        grace.back(home);
        stall();
        assertThat(endsAGracePeriod(() -> grace.pass(other)))
                .as("in the iteration that it stands still in")
                .isFalse();
        assertThat(endsAGracePeriod(() -> grace.pass(other))).isTrue();
        assertThat(endsAGracePeriod(() -> grace.pass(home))).isFalse();
    }

    @Test
    void aReaderThatHasAnnouncedSinceItStalledStaysAtItsHome() {
        grace.back(home);
        stall();
        assertThat(endsAGracePeriod(() -> grace.pass(home))).isTrue();
        // Nobody has looked since.
        assertThat(endsAGracePeriod(() -> grace.pass(other))).isFalse();
        assertThat(endsAGracePeriod(() -> grace.pass(home))).isTrue();
    }

    private void stall() {
        Stalls stalls = new Stalls(grace.readers(), 1);
        long token = grace.start();
        stalls.look(token, 1);
        assertThat(stalls.look(token, 1)).isSameAs(reader);
        assertThat(stalls.count()).isOne();
    }
}
