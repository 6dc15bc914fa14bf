package io.nowait.runtime.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.runtime.count.SiteCounts;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.Lease;
import io.nowait.runtime.page.SizeClasses;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolTest {
    private static final int CAPACITY = 10_000;
    private static final int SITE = 3;

    private final AtomicInteger unmet = new AtomicInteger();
    private final Pool pool = new Pool(
            2048,
            Sizing.of(32 << 20, Long.MAX_VALUE),
            new Demand() {
                @Override
                public void unmet() {
                    unmet.incrementAndGet();
                }

                @Override
                public void pressed(long bytes, Urgency urgency) {}

                @Override
                public void shortOf(long bytes) {}
            },
            Quiet.grace(),
            Quiet.policy(),
            new Quiet());
    private final Refill refill = new Refill(pool);

    @AfterEach
    void nothingWasSwallowedAndTheBooksAgree() {
        assertThat(pool.failures()).isZero();
        assertThat(pool.audit()).isEmpty();
    }

    private void refillAll() {
        for (Reserve reserve = pool.reserves.after(null); reserve != null; reserve = pool.reserves.after(reserve)) {
            for (Stock stock : reserve.stocks) {
                if (stock != null) {
                    boolean more = true;
                    refill.visit(stock, 1_000_000);
                    while (more) {
                        more = refill.proceed(stock, true);
                    }
                }
            }
        }
    }

    private ByteBuffer lend(int capacity) {
        ByteBuffer buffer = pool.lend(capacity, SITE);
        if (buffer == null) {
            refillAll();
            buffer = pool.lend(capacity, SITE);
        }
        assertThat(buffer).isNotNull();
        return buffer;
    }

    private SiteCounts counts() {
        return pool.tally().total();
    }

    private static void fill(ByteBuffer buffer) {
        while (buffer.hasRemaining()) {
            buffer.put((byte) 0x5A);
        }
    }

    private static void assertZeroed(ByteBuffer buffer) {
        for (int i = 0; i < buffer.capacity(); i++) {
            if (buffer.get(i) != 0) {
                assertThat(buffer.get(i)).as("byte %d", i).isZero();
            }
        }
    }

    @Test
    void anEmptyPoolLendsNothingAndSaysSo() {
        assertThat(pool.lend(CAPACITY, SITE)).isNull();
        assertThat(unmet).hasValue(1);
        pool.calledJdk(CAPACITY, SITE, true);
        assertThat(counts().fallbacks).isOne();
    }

    @Test
    void aFreedRunIsLentAgainZeroedHoweverMuchOfItWasWritten() {
        for (int capacity : new int[] {9000, 12_288, 8193, 12_000, 8500, 12_288}) {
            ByteBuffer buffer = lend(capacity);
            assertThat(buffer.capacity()).isEqualTo(capacity);
            assertZeroed(buffer);
            fill(buffer);
            assertThat(pool.free(buffer)).isTrue();
        }
    }

    @Test
    void whatTheWorkerZeroedIsClean() {
        List<ByteBuffer> lent = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 8; i++) {
                ByteBuffer buffer = lend(CAPACITY + i);
                assertZeroed(buffer);
                fill(buffer);
                lent.add(buffer);
            }
            lent.forEach(pool::free);
            lent.clear();
            refillAll();
        }
        assertThat(pool.reserves.mine().stock(SizeClasses.of(CAPACITY)).dry).isOne();
    }

    @Test
    void theWorkerZeroesInPiecesBetweenWhichItHoldsNothing() {
        int runsInPiece = 4;
        int capacity = (256 << 10) / runsInPiece;
        List<ByteBuffer> lent = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ByteBuffer buffer = lend(capacity);
            fill(buffer);
            lent.add(buffer);
        }
        Stock stock = pool.reserves.mine().stock(SizeClasses.of(capacity));
        refill.visit(stock, 1_000_000_000);
        lent.forEach(pool::free);
        stock.high = 60;
        int pieces = 0;
        for (int round = 0; round < 2; round++) {
            // The second time all that is dirty lies in the depot, in one batch.
            lent.clear();
            for (int i = 0; i < 30; i++) {
                lent.add(lend(capacity));
            }
            lent.forEach(pool::free);
            if (round == 1) {
                pool.depot.put(stock.dirty.takeAll());
            }
            refill.visit(stock, 1_000_000_000);
            boolean more = true;
            while (more) {
                int before = stock.clean.depth();
                more = refill.proceed(stock, false);
                assertThat(stock.clean.depth() - before).isBetween(0, runsInPiece);
                assertThat(pool.audit()).isEmpty();
                pieces++;
            }
        }
        assertThat(pieces).isGreaterThan(60 / runsInPiece);
    }

    @Test
    void onlyTheRootIsFreedAndOnlyOnce() {
        ByteBuffer root = lend(CAPACITY);
        assertThat(pool.free(root.duplicate())).isFalse();
        assertThat(pool.free(root.slice(0, 10))).isFalse();
        assertThat(pool.doubleFrees()).isZero();
        assertThat(pool.free(root)).isTrue();
        assertThat(pool.free(root)).isTrue();
        assertThat(pool.doubleFrees()).isOne();
    }

    @Test
    void aSecondFreeDoesNotTouchTheNextHolder() {
        ByteBuffer first = lend(CAPACITY);
        pool.free(first);
        ByteBuffer second = lend(CAPACITY);
        Lease lease = pool.leaseOf(second);
        assertThat(pool.free(first)).isTrue();
        assertThat(lease.isLive()).isTrue();
        assertThat(pool.free(second)).isTrue();
    }

    @Test
    void requestsBelowTheFloorAndAboveTheLargestRunBypass() {
        for (int capacity : new int[] {-1, 0, 1, 2047, SizeClasses.LARGEST + 1, Integer.MAX_VALUE}) {
            assertThat(pool.lend(capacity, SITE)).isNull();
            pool.calledJdk(capacity, SITE, true);
        }
        assertThat(counts().bypasses).isEqualTo(6);
        assertThat(unmet).hasValue(0);
    }

    @Test
    void aDroppedBufferIsLentAgain() {
        Lease lease = pool.leaseOf(lend(CAPACITY));
        lease.enqueue();
        assertThat(pool.freeing.giveBack((Lease) pool.dropped.poll(), true)).isTrue();
        assertThat(counts().liveBuffers()).isZero();
        assertThat(counts().liveBytes()).isZero();
    }

    @Test
    void anExplicitFreeAndTheCollectorsProofGiveTheRunBackOnce() {
        ByteBuffer buffer = lend(CAPACITY);
        Lease lease = pool.leaseOf(buffer);
        assertThat(pool.free(buffer)).isTrue();
        assertThat(pool.freeing.giveBack(lease, false)).isFalse();
    }

    @Test
    void whatOneThreadFreesAnotherIsLent() throws InterruptedException {
        List<ByteBuffer> lent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lent.add(lend(CAPACITY));
        }
        Thread freeing = new Thread(() -> lent.forEach(pool::free));
        freeing.start();
        freeing.join();
        while (pool.lend(CAPACITY, SITE) != null) {
            // Until reserve and depot are empty.
        }
        assertThat(counts().refills).isPositive();
        assertThat(counts().liveBuffers()).isGreaterThan(64);
    }

    @Test
    void giftsOfTheDeadGoToTheDepot() throws InterruptedException {
        Worker worker = Quiet.worker(Sizing.of(32 << 20, Long.MAX_VALUE));
        Pool its = worker.pool();
        Thread dying = new Thread(() -> {
            its.lend(CAPACITY, SITE);
            worker.turn(System.nanoTime());
            its.free(its.lend(CAPACITY, SITE));
        });
        dying.start();
        dying.join();
        worker.turn(System.nanoTime() + 10_000_000_000L);
        int left = 0;
        for (Reserve reserve = its.reserves.after(null); reserve != null; reserve = its.reserves.after(reserve)) {
            left++;
        }
        assertThat(left).isZero();
        assertThat(its.depot.batches(SizeClasses.of(CAPACITY)).depth()).isPositive();
        assertThat(its.tally().total().hits).isOne();
        assertThat(its.audit()).isEmpty();
        its.relinquish();
        assertThat(its.holdings().held()).isZero();
    }

    @Test
    void relinquishingLeavesOnlyTheCapacitiesLent() {
        ByteBuffer kept = lend(CAPACITY);
        lend(500_000);
        pool.relinquish();
        assertThat(pool.counted()).isEqualTo(CAPACITY + 500_000);
        assertThat(pool.lend(CAPACITY, SITE)).isNull();
        fill(kept);
        assertThat(pool.free(kept)).isTrue();
        pool.relinquish();
        assertThat(pool.counted()).isEqualTo(500_000);
    }

    @Test
    void aProofThatCameToNoAvailIsFound() {
        pool.leaseOf(lend(CAPACITY)).clear();
        assertThat(pool.endDropped()).isFalse();
        pool.endForgotten();
        assertThat(counts().liveBuffers()).isZero();
    }

    @Test
    void aFreedRootShowsASpentCleanerAndNothingElseDoes() {
        ByteBuffer root = lend(CAPACITY);
        assertThat(Jdk.isMarkedFreed(root)).isFalse();
        pool.free(root);
        assertThat(Jdk.isMarkedFreed(root)).isTrue();
        assertThat(Jdk.isMarkedFreed(root.duplicate())).isFalse();
        assertThat(Jdk.isMarkedFreed(ByteBuffer.allocateDirect(1))).isFalse();
        assertThat(Jdk.isMarkedFreed(ByteBuffer.allocate(1))).isFalse();
    }

    @Test
    void relinquishingFindsWhatTheCollectorHasProvedUnreachable() {
        pool.leaseOf(lend(CAPACITY)).enqueue();
        pool.relinquish();
        assertThat(pool.counted()).isZero();
    }

    @Test
    void demandRaisesTheWatermarkAndIdlenessEmptiesTheStock() {
        Trim trim = new Trim(pool);
        for (int round = 0; round < 10; round++) {
            List<ByteBuffer> burst = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                ByteBuffer buffer = pool.lend(CAPACITY, SITE);
                if (buffer != null) {
                    burst.add(buffer);
                }
            }
            burst.forEach(pool::free);
            refillAll();
        }
        Stock stock = pool.reserves.mine().stock(SizeClasses.of(CAPACITY));
        assertThat(stock.high).isBetween(100, 200);
        assertThat(stock.clean.depth()).isGreaterThanOrEqualTo(100);
        for (int idle = 0; idle < 12; idle++) {
            trim.sample();
            trim.trim(false);
        }
        assertThat(pool.holdings().held()).isZero();
    }
}
