package io.nowait.runtime.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nowait.runtime.count.SiteCounts;
import io.nowait.runtime.host.Pressure;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.reclaim.GracePeriods;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sun.nio.ch.DirectBuffer;

/** A loose buffer is what the JDK would have made, and gives back exactly what it took, once. */
class LooseBuffersTest {
    private static final int SITE = 3;
    private static final int CAPACITY = 3_000_001;

    private final GracePeriods grace = Quiet.grace();
    private final Object selector = new Object();
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final Worker worker =
            new Worker(2048, Sizing.of(32 << 20, Long.MAX_VALUE), grace, Quiet.policy(), new Quiet(), Pressure.none());
    private final Pool pool = worker.pool();
    private final BufferPoolMXBean bean = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(each -> each.getName().equals("direct"))
            .findFirst()
            .orElseThrow();
    private long capacityBefore;
    private long bytesBefore;
    private long countBefore;

    @BeforeEach
    void look() {
        capacityBefore = bean.getTotalCapacity();
        bytesBefore = bean.getMemoryUsed();
        countBefore = bean.getCount();
    }

    @AfterEach
    void nothingIsLeft() {
        loop.shutdownNow();
        assertThat(pool.failures()).isZero();
        worker.turn(System.nanoTime());
        assertHeld(0, 0);
        assertThat(pool.audit()).isEmpty();
    }

    private void assertHeld(int buffers, long bytes) {
        assertThat(bean.getCount() - countBefore).as("buffers").isEqualTo(buffers);
        assertThat(bean.getTotalCapacity() - capacityBefore).as("capacity").isEqualTo(bytes);
        assertThat(bean.getMemoryUsed() - bytesBefore).as("bytes").isEqualTo(bytes);
    }

    private ByteBuffer make(int capacity) {
        try {
            ByteBuffer made = pool.lendAfterMiss(capacity, SITE, Quiet.NON_BLOCKING, true);
            assertThat(made).isNotNull();
            return made;
        } catch (Refused e) {
            throw new AssertionError(e);
        }
    }

    private SiteCounts counts() {
        return pool.tally().total();
    }

    private void onLoop(Runnable step) {
        try {
            loop.submit(step).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private void beginIteration() {
        onLoop(() -> grace.back(selector));
    }

    private void endIteration() {
        onLoop(() -> grace.aboutToWait(selector));
    }

    @Test
    void itIsWhatTheJdkMakes() {
        ByteBuffer jdk = ByteBuffer.allocateDirect(CAPACITY);
        capacityBefore += CAPACITY;
        bytesBefore += CAPACITY;
        countBefore++;
        ByteBuffer made = make(CAPACITY);
        assertHeld(1, CAPACITY);
        assertThat(made.getClass()).isSameAs(jdk.getClass());
        assertThat(made).isEqualTo(jdk);
        assertThat(made.capacity()).isEqualTo(CAPACITY);
        assertThat(made.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(((DirectBuffer) made).attachment()).isNull();
        assertThat(((DirectBuffer) made.slice()).attachment()).isSameAs(made);
        assertThat(((DirectBuffer) made.slice()).cleaner()).isNull();
        assertThat(Jdk.address(made) % 16).isZero();
        assertThat(pool.free(made)).isTrue();
        Jdk.invokeCleaner(jdk);
        capacityBefore -= CAPACITY;
        bytesBefore -= CAPACITY;
        countBefore--;
    }

    @Test
    void usedMemoryIsZeroedToTheLastByte() {
        for (int round = 0; round < 20; round++) {
            ByteBuffer made = make(40_000);
            for (int i = 0; i < made.capacity(); i++) {
                assertThat(made.get(i)).isZero();
                made.put(i, (byte) 0x5A);
            }
            pool.free(made);
        }
    }

    @Test
    void oneOfNoCapacityCountsAsOneOfTheJdks() {
        ByteBuffer made = make(0);
        assertThat(bean.getCount() - countBefore).isOne();
        assertThat(bean.getTotalCapacity() - capacityBefore).isZero();
        assertThat(bean.getMemoryUsed() - bytesBefore).isOne();
        assertThat(counts().bypasses).isOne();
        pool.free(made);
    }

    @Test
    void withoutAnotherReaderItIsGoneAtOnceAndASecondFreeDoesNothing() {
        ByteBuffer made = make(CAPACITY);
        assertThat(pool.free(made)).isTrue();
        assertHeld(0, 0);
        assertThat(pool.free(made)).isTrue();
        ((DirectBuffer) made).cleaner().clean();
        assertThat(pool.doubleFrees()).isOne();
    }

    @Test
    void aViewIsNotFreed() {
        ByteBuffer made = make(CAPACITY);
        assertThat(pool.free(made.duplicate())).isFalse();
        assertThatThrownBy(() -> Jdk.invokeCleaner(made.slice()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("duplicate or slice");
        assertHeld(1, CAPACITY);
        pool.free(made);
    }

    @Test
    void itsCleanerFreesItOnceAndSoDoesTheJdkWithoutThePool() {
        ByteBuffer made = make(CAPACITY);
        ((DirectBuffer) made).cleaner().clean();
        assertHeld(0, 0);
        assertThat(pool.free(made)).isTrue();
        ByteBuffer another = make(CAPACITY);
        Jdk.invokeCleaner(another);
        assertHeld(0, 0);
        Jdk.invokeCleaner(another);
    }

    @Test
    void whatIsFreedInAnothersIterationWaitsForItsEnd() {
        ByteBuffer made = make(CAPACITY);
        beginIteration();
        assertThat(pool.free(made)).isTrue();
        assertThat(pool.free(made)).isTrue();
        assertThat(pool.doubleFrees()).isOne();
        worker.turn(System.nanoTime());
        worker.turn(System.nanoTime());
        assertHeld(1, CAPACITY);
        assertThat(pool.waiting().pending()).isEqualTo(CAPACITY);
        endIteration();
        worker.turn(System.nanoTime());
        assertHeld(0, 0);
        assertThat(pool.waiting().pending()).isZero();
    }

    @Test
    void itsCleanerWaitsToo() {
        ByteBuffer made = make(CAPACITY);
        beginIteration();
        ((DirectBuffer) made).cleaner().clean();
        worker.turn(System.nanoTime());
        assertHeld(1, CAPACITY);
        endIteration();
        worker.turn(System.nanoTime());
        assertHeld(0, 0);
    }

    @Test
    void whatWaitsIsFreedWhenRoomIsNeededButNotWhatWasRetired() {
        ByteBuffer freed = make(CAPACITY);
        ByteBuffer retired = make(CAPACITY);
        beginIteration();
        pool.free(freed);
        assertThat(pool.retire(retired)).isTrue();
        worker.turn(System.nanoTime());
        pool.relinquish();
        assertHeld(1, CAPACITY);
        assertThat(pool.waiting().unwaited()).isOne();
        endIteration();
        worker.turn(System.nanoTime());
    }

    @Test
    void whatDoesNotFitAmongWhatWaitsIsFreedAtOnceUnlessRetired() {
        beginIteration();
        int tooMuch = 9 << 20;
        ByteBuffer freed = make(tooMuch);
        assertThat(pool.free(freed)).isTrue();
        assertHeld(0, 0);
        assertThat(pool.waiting().unwaited()).isOne();
        ByteBuffer retired = make(tooMuch);
        assertThat(pool.retire(retired)).isTrue();
        assertThat(pool.waiting().leftToCollector()).isOne();
        assertHeld(1, tooMuch);
        endIteration();
        pool.free(retired);
    }

    @Test
    void theCollectorBringsBackWhatIsDropped() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            make(CAPACITY);
            ByteBuffer view = make(CAPACITY).slice();
            view.put(0, (byte) 1);
        }
        worker.turn(System.nanoTime());
        for (int attempt = 0; attempt < 100 && bean.getCount() != countBefore; attempt++) {
            System.gc();
            Thread.sleep(10);
            worker.turn(System.nanoTime());
        }
        assertHeld(0, 0);
    }

    @Test
    void aViewKeepsTheMemory() throws InterruptedException {
        ByteBuffer view = make(CAPACITY).slice(5, 10).duplicate();
        for (int attempt = 0; attempt < 5; attempt++) {
            System.gc();
            Thread.sleep(10);
            worker.turn(System.nanoTime());
        }
        assertHeld(1, CAPACITY);
        pool.free((ByteBuffer) ((DirectBuffer) view).attachment());
    }

    @Test
    void aProofThatComesWhileItWaitsEndsTheWait() {
        ByteBuffer made = make(CAPACITY);
        beginIteration();
        pool.free(made);
        LooseBuffers.of(made).enqueue();
        worker.turn(System.nanoTime());
        assertHeld(0, 0);
        endIteration();
        worker.turn(System.nanoTime());
        assertThat(pool.waiting().pending()).isZero();
    }

    @Test
    void theWorkerLetsGoOfWhatHasEnded() {
        LooseBuffers all = pool.freeing.loose;
        ByteBuffer first = make(10);
        ByteBuffer second = make(20);
        ByteBuffer third = make(30);
        worker.turn(System.nanoTime());
        assertThat(all.known()).isEqualTo(3);
        pool.free(second);
        pool.free(make(40)); // made and ended between two turns
        worker.turn(System.nanoTime());
        assertThat(all.known()).isEqualTo(2);
        pool.free(first);
        pool.free(third);
        worker.turn(System.nanoTime());
        assertThat(all.known()).isZero();
    }

    @Test
    void aWorkerThatHasSuchToKeepOrLetGoOfIsBusy() {
        assertThat(worker.turn(System.nanoTime())).isFalse();
        ByteBuffer made = make(10);
        assertThat(worker.turn(System.nanoTime())).isTrue();
        assertThat(worker.turn(System.nanoTime())).isFalse();
        pool.free(made);
        assertThat(worker.turn(System.nanoTime())).isTrue();
        assertThat(worker.turn(System.nanoTime())).isFalse();
    }

    @Test
    void aThreadThatMayWaitIsLeftToTheJdk() throws Refused {
        assertThat(pool.lendAfterMiss(CAPACITY, SITE, SiteContext.NONE, true)).isNull();
        assertThat(pool.lendAfterMiss(-1, SITE, Quiet.NON_BLOCKING, true)).isNull();
    }
}
