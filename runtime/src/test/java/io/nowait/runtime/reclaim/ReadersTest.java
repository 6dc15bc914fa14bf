package io.nowait.runtime.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadersTest {
    private final Readers readers = new Readers(thread -> 7);

    @Test
    void eachThreadFindsItsOwnReaderThoughAllHaveOneNumber() throws Exception {
        Reader mine = readers.add(Thread.currentThread());
        Thread other = new Thread(() -> readers.add(Thread.currentThread()));
        other.start();
        other.join();
        assertThat(readers.find(Thread.currentThread())).isSameAs(mine);
        assertThat(readers.find(other)).isNotNull().isNotSameAs(mine);
        assertThat(readers.count()).isEqualTo(2);
    }

    @Test
    void theReadersOfTheDeadAreRemovedAndNoOthers() throws Exception {
        addDead(3);
        Reader mine = readers.add(Thread.currentThread());
        addDead(3);
        readers.removeDead();
        // The first of a list that has just been added to may stay until the next sweep.
        readers.removeDead();
        assertThat(readers.count()).isOne();
        assertThat(readers.find(Thread.currentThread())).isSameAs(mine);
    }

    @Test
    void theDeadDoNotPileUpThoughNobodyReclaims() throws Exception {
        addDead(2000);
        assertThat(readers.count()).isLessThan(600);
    }

    @Test
    void theReaderOfAnEndedSectionServesTheNext() {
        Thread virtual = Thread.currentThread();
        Reader first = readers.takeSection(virtual);
        assertThat(readers.isInSection(virtual)).isTrue();
        Reader second = readers.takeSection(virtual);
        readers.giveSection(first);
        assertThat(readers.isInSection(virtual)).isTrue();
        readers.giveSection(second);
        assertThat(readers.isInSection(virtual)).isFalse();
        assertThat(readers.takeSection(virtual)).isIn(first, second);
        assertThat(readers.count()).isEqualTo(2);
    }

    @Test
    void oneReaderMattersToAllButItself() throws Exception {
        assertThat(readers.anyButCaller()).isFalse();
        readers.add(Thread.currentThread());
        assertThat(readers.anyButCaller()).isFalse();
        List<Boolean> seen = new ArrayList<>();
        Thread other = new Thread(() -> seen.add(readers.anyButCaller()));
        other.start();
        other.join();
        assertThat(seen).containsExactly(true);
    }

    private void addDead(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> readers.add(Thread.currentThread()));
            thread.start();
            thread.join();
        }
    }
}
