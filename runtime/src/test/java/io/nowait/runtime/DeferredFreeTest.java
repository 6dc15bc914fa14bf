package io.nowait.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The library by itself: no agent has put a copy into the boot loader. */
@Timeout(30)
class DeferredFreeTest {
    private static final int CAPACITY = 3 << 20;

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getTotalCapacity)
                .sum();
    }

    @Test
    void aBufferIsFreedWhenTheSectionsThatWereOpenHaveEnded() throws Exception {
        ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);
        long before = direct();
        try (ReadSection outer = DeferredFree.enter()) {
            DeferredFree.retire(buffer);
            try (ReadSection inner = DeferredFree.enter()) {
                assertThat(inner).isNotSameAs(outer);
            }
            Thread.sleep(50);
            assertThat(direct()).isEqualTo(before);
        }
        DeferredFree.barrier();
        assertThat(direct()).isEqualTo(before - CAPACITY);
    }

    @Test
    void aSectionThatBeganLaterIsNotWaitedFor() throws Exception {
        long before = direct();
        DeferredFree.retire(ByteBuffer.allocateDirect(CAPACITY));
        Thread.sleep(50);
        try (ReadSection later = DeferredFree.enter()) {
            assertThat(later).isNotNull();
            while (direct() != before) {
                Thread.sleep(1);
            }
        }
    }

    @Test
    void aBufferThatIsRetiredAgainIsFreedOnce() throws Exception {
        long before = direct();
        ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);
        DeferredFree.retire(buffer);
        DeferredFree.retire(buffer);
        DeferredFree.barrier();
        DeferredFree.retire(buffer);
        DeferredFree.barrier();
        assertThat(direct()).isEqualTo(before);
    }

    @Test
    void viewsAndHeapBuffersAreRefusedAtOnce() {
        ByteBuffer root = ByteBuffer.allocateDirect(64);
        assertThatIllegalArgumentException().isThrownBy(() -> DeferredFree.retire(root.duplicate()));
        assertThatIllegalArgumentException().isThrownBy(() -> DeferredFree.retire(root.slice()));
        assertThatIllegalArgumentException().isThrownBy(() -> DeferredFree.retire(root.asReadOnlyBuffer()));
        assertThatIllegalArgumentException().isThrownBy(() -> DeferredFree.retire(ByteBuffer.allocate(64)));
    }

    @Test
    void whoIsInASectionMustNotWait() throws Exception {
        try (ReadSection section = DeferredFree.enter()) {
            assertThat(section).isNotNull();
            assertThatIllegalStateException().isThrownBy(DeferredFree::synchronize);
            assertThatIllegalStateException().isThrownBy(DeferredFree::barrier);
        }
        DeferredFree.synchronize();
    }

    @Test
    void synchronizeWaitsForTheSectionOfAnother() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread reading = new Thread(() -> {
            try (ReadSection section = DeferredFree.enter()) {
                entered.countDown();
                leave.await();
                assertThat(section).isNotNull();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        FutureTask<Void> waiting = new FutureTask<>(() -> {
            DeferredFree.synchronize();
            return null;
        });
        reading.start();
        entered.await();
        new Thread(waiting).start();
        Thread.sleep(50);
        assertThat(waiting.isDone()).isFalse();
        leave.countDown();
        waiting.get();
    }

    @Test
    void waitingCanBeInterrupted() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        FutureTask<Void> reading = new FutureTask<>(() -> {
            try (ReadSection section = DeferredFree.enter()) {
                assertThat(section).isNotNull();
                entered.countDown();
                leave.await();
            }
            return null;
        });
        new Thread(reading).start();
        entered.await();
        Thread.currentThread().interrupt();
        assertThatThrownBy(DeferredFree::synchronize).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(DeferredFree::barrier).isInstanceOf(InterruptedException.class);
        leave.countDown();
        reading.get();
    }

    @Test
    void aSectionEndsInTheThreadThatBeganItAndOnce() throws Exception {
        ReadSection section = DeferredFree.enter();
        FutureTask<Void> closing = new FutureTask<>(section::close, null);
        new Thread(closing).start();
        assertThatThrownBy(closing::get).hasCauseInstanceOf(IllegalStateException.class);
        section.close();
        section.close();
        DeferredFree.synchronize();
    }

    @Test
    void withoutAnAgentThereIsNobodyToDelegateTo() throws Exception {
        assertThatIllegalStateException().isThrownBy(DeferredFree::delegate);
        DeferredFree.synchronize();
    }

    @Test
    void anotherVersionIsRefusedInWords() {
        assertThatIllegalStateException()
                .isThrownBy(() -> DeferredFree.operations(999))
                .withMessageContaining("version 1 ")
                .withMessageContaining("version 999");
    }
}
