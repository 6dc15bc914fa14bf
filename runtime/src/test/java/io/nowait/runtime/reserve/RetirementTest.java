package io.nowait.runtime.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.runtime.page.Holdings;
import io.nowait.runtime.page.Lease;
import io.nowait.runtime.page.SizeClasses;
import io.nowait.runtime.reclaim.GracePeriods;
import io.nowait.runtime.reclaim.Mode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is freed while others read waits, for no longer than it has to, and is accounted for meanwhile. */
class RetirementTest {
    private static final int CAPACITY = 10_000;
    private static final int SIZE_CLASS = SizeClasses.of(CAPACITY);
    private static final int RUN = SizeClasses.bytes(SIZE_CLASS);
    private static final int SITE = 3;
    private static final long MILLI = 1_000_000;

    /** What a thread may charge ahead. */
    private static final int PORTION = 64 << 10;

    private final GracePeriods grace = Quiet.grace();
    private final Quiet incidents = new Quiet();
    private final Object selector = new Object();
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private Worker worker = worker(Mode.GRACE, 8 << 20);
    private Pool pool = worker.pool();
    private long now = System.nanoTime();

    private Worker worker(Mode mode, long mostPending) {
        return new Worker(
                2048,
                32 << 20,
                Long.MAX_VALUE,
                grace,
                new Policy(mode, mostPending, 100 * MILLI, ContextRule.NONE),
                incidents);
    }

    private void use(Mode mode, long mostPending) {
        worker = worker(mode, mostPending);
        pool = worker.pool();
        now = System.nanoTime(); // not before the worker's own beginning, from which it counts its back-off
    }

    @AfterEach
    void nothingWasSwallowedAndTheBooksAgree() {
        loop.shutdownNow();
        assertThat(pool.failures()).isZero();
        assertThat(incidents.quarantined).isZero();
        assertThat(pool.audit()).isEmpty();
        Holdings memory = pool.holdings();
        assertThat(memory.lent() + memory.retired() + memory.free()).isEqualTo(memory.held());
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

    private void turns(int count) {
        for (int turn = 0; turn < count; turn++) {
            now += MILLI;
            worker.turn(now);
        }
    }

    private ByteBuffer lend() {
        ByteBuffer buffer = pool.lend(CAPACITY, SITE);
        for (int attempt = 0; buffer == null && attempt < 10; attempt++) {
            turns(1);
            buffer = pool.lend(CAPACITY, SITE);
        }
        assertThat(buffer).isNotNull();
        return buffer;
    }

    private List<ByteBuffer> lend(int count) {
        List<ByteBuffer> lent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lent.add(lend());
        }
        return lent;
    }

    /** Frees a buffer, and has the collector prove that nothing reaches it. */
    private void freeAndProve(ByteBuffer buffer) {
        Lease lease = pool.leaseOf(buffer);
        pool.free(buffer);
        lease.enqueue();
    }

    private Stock stock() {
        return pool.reserves.mine().stock(SIZE_CLASS);
    }

    private long retired() {
        return pool.holdings().retired();
    }

    @Test
    void withoutAReaderAFreedRunIsThereAtOnce() {
        pool.free(lend());
        assertThat(stock().dirty.depth()).isOne();
        assertThat(retired()).isZero();
    }

    @Test
    void theOnlyReaderDoesNotWaitForItself() {
        ByteBuffer buffer = lend();
        grace.back(selector);
        pool.free(buffer);
        assertThat(stock().dirty.depth()).isOne();
    }

    @Test
    void whatIsFreedInAnothersIterationWaitsForItsEndAndGoesHome() {
        ByteBuffer buffer = lend();
        beginIteration();
        pool.free(buffer);
        assertThat(stock().retired.depth()).isOne();
        assertThat(retired()).isEqualTo(RUN);
        turns(50);
        assertThat(retired()).isEqualTo(RUN);
        assertThat(pool.tally().total().liveBuffers()).isZero();
        endIteration();
        int before = stock().dirty.depth() + stock().clean.depth();
        turns(1);
        assertThat(stock().dirty.depth() + stock().clean.depth()).isEqualTo(before + 1);
        assertThat(retired()).isZero();
        assertThat(pool.waiting().pending()).isLessThanOrEqualTo(PORTION);
    }

    @Test
    void anIterationThatBeganLaterIsNotWaitedFor() {
        ByteBuffer buffer = lend();
        beginIteration();
        pool.free(buffer);
        turns(1);
        endIteration();
        beginIteration();
        turns(1);
        assertThat(retired()).isZero();
    }

    @Test
    void aSecondFreeOfWhatWaitsIsCountedAndDoesNothing() {
        ByteBuffer buffer = lend();
        beginIteration();
        assertThat(pool.free(buffer)).isTrue();
        assertThat(pool.free(buffer)).isTrue();
        turns(2);
        assertThat(pool.free(buffer)).isTrue();
        assertThat(pool.doubleFrees()).isEqualTo(2);
        assertThat(retired()).isEqualTo(RUN);
    }

    @Test
    void whatMayNotWaitIsFreedAtOnceAndCounted() {
        use(Mode.GRACE, 0);
        ByteBuffer buffer = lend();
        beginIteration();
        pool.free(buffer);
        assertThat(stock().dirty.depth()).isOne();
        assertThat(pool.waiting().unwaited()).isOne();
    }

    @Test
    void neverMoreThanTheCapWaits() {
        int cap = 20 * RUN + RUN / 2;
        use(Mode.GRACE, cap);
        List<ByteBuffer> lent = lend(50);
        beginIteration();
        lent.forEach(pool::free);
        assertThat(pool.waiting().pending()).isLessThanOrEqualTo(cap);
        assertThat(retired()).isBetween((long) 15 * RUN, (long) 20 * RUN);
        assertThat(pool.waiting().unwaited()).isEqualTo(50 - retired() / RUN);
        endIteration();
        turns(5);
        assertThat(retired()).isZero();
        assertThat(pool.waiting().pending()).isLessThanOrEqualTo(PORTION);
    }

    @Test
    void whatIsRetiredOnPurposeIsLeftToTheCollectorIfItMayNotWait() {
        use(Mode.GRACE, 0);
        ByteBuffer buffer = lend();
        beginIteration();
        Lease lease = pool.leaseOf(buffer);
        assertThat(pool.retire(buffer)).isTrue();
        assertThat(lease.isLive()).isTrue();
        assertThat(pool.waiting().leftToCollector()).isOne();
        assertThat(pool.waiting().unwaited()).isZero();
        lease.enqueue();
        turns(1);
        assertThat(pool.tally().total().liveBuffers()).isZero();
    }

    @Test
    void aBufferOfTheJdksOwnWaitsToo() {
        beginIteration();
        ByteBuffer buffer = ByteBuffer.allocateDirect(100);
        assertThat(pool.free(buffer)).isTrue();
        assertThat(pool.waiting().pending()).isEqualTo(100);
        turns(5);
        assertThat(pool.waiting().pending()).isEqualTo(100);
        endIteration();
        turns(1);
        assertThat(pool.waiting().pending()).isZero();
        assertThat(pool.waiting().unwaited()).isZero();
    }

    @Test
    void whatItsThreadHasNoUseForGoesToTheDepot() {
        List<ByteBuffer> lent = lend(400);
        beginIteration();
        lent.forEach(pool::free);
        turns(2);
        endIteration();
        stock().high = 8;
        worker.pool().reclaim(now, MILLI);
        assertThat(retired()).isZero();
        assertThat(stock().dirty.depth()).isLessThanOrEqualTo(8 + 2 * Depot.batchSize(SIZE_CLASS));
        assertThat(pool.depot.batches(SIZE_CLASS).depth()).isPositive();
    }

    @Test
    void whatTheDeadHaveRetiredWaitsAndGoesToTheDepot() throws InterruptedException {
        List<ByteBuffer> lent = lend(40);
        beginIteration();
        Thread dying = new Thread(() -> lent.forEach(pool::free));
        dying.start();
        dying.join();
        now += 1000 * MILLI;
        turns(2);
        assertThat(retired()).isEqualTo(40L * RUN);
        assertThat(pool.reserves.after(pool.reserves.after(null))).isNull();
        endIteration();
        int before = pool.depot.batches(SIZE_CLASS).depth();
        pool.reclaim(now, MILLI);
        assertThat(retired()).isZero();
        assertThat(pool.depot.batches(SIZE_CLASS).depth()).isGreaterThan(before);
        assertThat(pool.waiting().pending()).isLessThanOrEqualTo(PORTION);
    }

    @Test
    void atTheLimitWhatWaitsDoesNotCountAndIsNeverLentUncounted() {
        ByteBuffer kept = lend();
        List<ByteBuffer> lent = lend(30);
        beginIteration();
        lent.subList(0, 20).forEach(pool::free);
        turns(2);
        lent.subList(20, 30).forEach(pool::free);
        pool.relinquish();
        assertThat(retired()).isEqualTo(30L * RUN);
        assertThat(pool.counted()).isEqualTo(CAPACITY);
        endIteration();
        pool.reclaim(now, MILLI);
        assertThat(pool.counted()).isEqualTo(CAPACITY);
        assertThat(pool.lend(CAPACITY, SITE)).isNull();
        pool.free(kept);
        pool.relinquish();
        assertThat(pool.holdings().held()).isZero();
    }

    @Test
    void underAStalledReaderTheCollectorsProofBringsRunsBack() {
        List<ByteBuffer> lent = lend(4);
        List<Lease> leases = lent.stream().map(pool::leaseOf).toList();
        beginIteration();
        // Two batches wait at a time: what is freed then is not in one.
        for (int i = 0; i < 4; i++) {
            pool.free(lent.get(i));
            turns(1);
        }
        assertThat(stock().retired.depth()).isEqualTo(2);
        turns(200);
        assertThat(incidents.stalls).isNotEmpty();
        leases.get(0).enqueue();
        leases.get(3).enqueue();
        turns(2);
        assertThat(retired()).isEqualTo(2L * RUN);
        // An emptied batch has made room for what was in none.
        assertThat(stock().retired.depth()).isZero();
        // What has come back is lent again although its grace period goes on, and nothing is taken for lent too early.
        while (pool.lend(CAPACITY, SITE) != null) {
            // Until there is none.
        }
        endIteration();
        turns(300);
        assertThat(retired()).isZero();
    }

    @Test
    void nothingGrowsWhileAReaderIsStalled() {
        List<ByteBuffer> lent = lend(10);
        beginIteration();
        lent.forEach(pool::free);
        turns(200);
        assertThat(pool.waiting().stalls()).isOne();
        long held = pool.holdings().held();
        for (int i = 0; i < 500; i++) {
            pool.lend(CAPACITY, SITE);
            turns(1);
        }
        assertThat(pool.holdings().held()).isEqualTo(held);
        endIteration();
        turns(200);
        pool.lend(CAPACITY, SITE);
        turns(1);
        assertThat(pool.lend(CAPACITY, SITE)).isNotNull();
    }

    @Test
    void aRunThatCameBackTooEarlyIsNeverLentAgain() {
        ByteBuffer buffer = lend();
        Lease lease = pool.leaseOf(buffer);
        pool.free(buffer);
        lease.run.token = grace.start();
        for (int i = 0; i < 500; i++) {
            ByteBuffer other = pool.lend(CAPACITY, SITE);
            if (other != null) {
                assertThat(pool.leaseOf(other).run).isNotSameAs(lease.run);
            }
        }
        assertThat(incidents.quarantined).isOne();
        assertThat(pool.waiting().quarantined()).isOne();
        incidents.quarantined = 0;
    }

    @Test
    void inModeGcAFreedRunWaitsForTheProofAlone() {
        use(Mode.GC, 8 << 20);
        ByteBuffer buffer = lend();
        Lease lease = pool.leaseOf(buffer);
        pool.free(buffer);
        assertThat(pool.tally().total().liveBuffers()).isZero();
        turns(500);
        assertThat(retired()).isEqualTo(RUN);
        assertThat(pool.free(buffer)).isTrue();
        assertThat(pool.doubleFrees()).isOne();
        lease.enqueue();
        turns(1);
        assertThat(retired()).isZero();
        assertThat(pool.waiting().pending()).isLessThanOrEqualTo(PORTION);
    }

    @Test
    void inModeGcWhatIsNotProvedDoesNotCountAtTheLimit() {
        use(Mode.GC, 8 << 20);
        List<ByteBuffer> lent = lend(10);
        List<Lease> leases = lent.stream().map(pool::leaseOf).toList();
        lent.forEach(pool::free);
        pool.relinquish();
        assertThat(pool.counted()).isZero();
        assertThat(retired()).isEqualTo(10L * RUN);
        leases.forEach(Lease::enqueue);
        pool.endDropped();
        assertThat(pool.counted()).isZero();
        assertThat(pool.lend(CAPACITY, SITE)).isNull();
        pool.relinquish();
        assertThat(pool.holdings().held()).isZero();
    }

    @Test
    void aProofThatCameToNoAvailIsFoundInModeGcToo() {
        use(Mode.GC, 8 << 20);
        ByteBuffer buffer = lend();
        Lease lease = pool.leaseOf(buffer);
        pool.free(buffer);
        lease.clear();
        turns(1);
        assertThat(retired()).isEqualTo(RUN);
        pool.endForgotten();
        assertThat(retired()).isZero();
    }

    @Test
    void inModeStrictAFreedRunIsPoisonedAfterItsGracePeriodAndWaitsForTheProof() {
        use(Mode.STRICT, 8 << 20);
        ByteBuffer buffer = lend();
        buffer.put(0, (byte) 5);
        beginIteration();
        Lease lease = pool.leaseOf(buffer);
        pool.free(buffer);
        turns(5);
        assertThat(buffer.get(0)).as("what a reader may still use").isEqualTo((byte) 5);
        assertThat(retired()).isEqualTo(RUN);
        endIteration();
        turns(5);
        assertThat(buffer.get(0)).isEqualTo(Poison.BYTE);
        assertThat(buffer.get(CAPACITY - 1)).isEqualTo(Poison.BYTE);
        assertThat(retired()).isEqualTo(RUN);
        lease.enqueue();
        turns(5);
        assertThat(retired()).isZero();
        assertThat(incidents.writes).isEmpty();
        assertThat(pool.waiting().pending()).isLessThanOrEqualTo(PORTION);
    }

    @Test
    void inModeStrictAWriteAfterTheFreeIsFound() {
        use(Mode.STRICT, 8 << 20);
        ByteBuffer buffer = lend();
        ByteBuffer stale = buffer.duplicate();
        Lease lease = pool.leaseOf(buffer);
        pool.free(buffer);
        turns(5);
        stale.put(77, (byte) 1);
        stale.put(78, (byte) 2);
        lease.enqueue();
        turns(5);
        assertThat(incidents.writes).singleElement().satisfies(write -> {
            assertThat(write.site()).isEqualTo(SITE);
            assertThat(write.capacity()).isEqualTo(CAPACITY);
            assertThat(write.offset()).isEqualTo(77);
            assertThat(write.found()).isEqualTo((byte) 1);
            assertThat(write.freed()).anyMatch(frame -> frame.getMethodName().startsWith("inModeStrict"));
        });
        assertThat(pool.waiting().writesAfterFree()).isOne();
        lend(10).forEach(each -> assertThat(each.get(77)).isZero());
    }

    @Test
    void inModeStrictADroppedBufferIsNeitherPoisonedNorChecked() {
        use(Mode.STRICT, 8 << 20);
        ByteBuffer buffer = lend();
        pool.leaseOf(buffer).enqueue();
        turns(2);
        assertThat(retired()).isZero();
        assertThat(incidents.writes).isEmpty();
        assertThat(buffer.get(0)).isNotEqualTo(Poison.BYTE);
    }
}
