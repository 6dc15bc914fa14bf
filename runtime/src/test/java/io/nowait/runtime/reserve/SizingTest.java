package io.nowait.runtime.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.SizeClasses;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What lies unlent stays within its caps, follows the demand, and goes back when there is none. */
class SizingTest {
    private static final int CAPACITY = 10_000;
    private static final int RUN = SizeClasses.bytes(SizeClasses.of(CAPACITY));
    private static final int SITE = 3;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;
    private static final long NEVER = Long.MAX_VALUE;

    private Worker worker = Quiet.worker(Sizing.of(32 << 20, 30 * SECOND));
    private Pool pool = worker.pool();
    private long now = System.nanoTime();

    private void use(Sizing sizing) {
        worker = Quiet.worker(sizing);
        pool = worker.pool();
        now = System.nanoTime();
    }

    @AfterEach
    void nothingWasSwallowedAndTheBooksAgree() {
        assertThat(pool.failures()).isZero();
        assertThat(pool.audit()).isEmpty();
        pool.relinquish();
    }

    private void turn() {
        now += MILLI;
        worker.turn(now);
    }

    private void pass(long nanos) {
        for (long end = now + nanos; now < end; now += SECOND / 2) {
            worker.turn(now);
        }
    }

    private ByteBuffer lend(int capacity) {
        for (int attempt = 0; attempt < 20; attempt++) {
            ByteBuffer buffer = pool.lend(capacity, SITE);
            if (buffer != null) {
                return buffer;
            }
            turn();
        }
        throw new AssertionError("nothing to lend");
    }

    private void burst(int capacity, int count) {
        List<ByteBuffer> lent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lent.add(lend(capacity));
        }
        lent.forEach(pool::free);
    }

    private Stock stock() {
        return pool.reserves.mine().stock(SizeClasses.of(CAPACITY));
    }

    private long unlentInReserve() {
        long bytes = 0;
        for (Stock stock : pool.reserves.mine().stocks) {
            if (stock != null) {
                bytes += (long) (stock.clean.depth() + stock.dirty.depth()) * SizeClasses.bytes(stock.sizeClass);
            }
        }
        return bytes;
    }

    private long held() {
        return pool.holdings().held();
    }

    @Test
    void aReserveAboveItsCapFlushesToTheDepot() {
        use(new Sizing(64 << 20, 1 << 20, NEVER, NEVER, NEVER));
        for (int capacity : new int[] {4096, CAPACITY, 50_000, 100_000, 200_000}) {
            burst(capacity, (3 << 20) / capacity);
            turn();
            assertThat(unlentInReserve()).isPositive().isLessThanOrEqualTo(1 << 20);
        }
        assertThat(held()).isGreaterThan(4 << 20);
    }

    @Test
    void aRefillStopsAtTheCapOfTheThread() {
        use(new Sizing(64 << 20, 5 * RUN, NEVER, NEVER, NEVER));
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 50; i++) {
                pool.lend(CAPACITY, SITE);
            }
            turn();
            assertThat(unlentInReserve()).isLessThanOrEqualTo(5 * RUN);
        }
        assertThat(unlentInReserve()).isEqualTo(5 * RUN);
    }

    @Test
    void aRunLargerThanTheCapOfTheThreadIsLentFromTheDepot() {
        use(new Sizing(64 << 20, 64 << 10, NEVER, NEVER, NEVER));
        pool.free(lend(500_000));
        turn();
        assertThat(unlentInReserve()).isZero();
        assertThat(pool.tally().total().refills).isPositive();
    }

    @Test
    void aSizeClassAboveItsCapIsParked() {
        use(new Sizing(64 << 20, NEVER, 1 << 20, NEVER, NEVER));
        burst(CAPACITY, 500);
        turn();
        turn();
        assertThat(pool.counted()).isPositive();
        long inDepot = (long) pool.depot.batches(SizeClasses.of(CAPACITY)).runs() * RUN;
        assertThat(inDepot == 0 || inDepot + unlentInReserve() <= 1 << 20).isTrue();
    }

    @Test
    void aRefillStopsAtTheCapOfTheSizeClass() {
        use(new Sizing(64 << 20, NEVER, 5 * RUN, NEVER, NEVER));
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 50; i++) {
                pool.lend(CAPACITY, SITE);
            }
            turn();
            assertThat(unlentInReserve()).isLessThanOrEqualTo(5 * RUN);
        }
    }

    @Test
    void aLoweredCapTakesEffectAtOnce() {
        burst(CAPACITY, 500);
        turn();
        ByteBuffer kept = lend(CAPACITY);
        assertThat(pool.counted()).isGreaterThan(1 << 20);
        Sizing before = worker.sizing();
        worker.resize(new Sizing(RUN, NEVER, NEVER, NEVER, NEVER));
        turn();
        assertThat(pool.counted()).isEqualTo(RUN);
        worker.resize(before);
        turn();
        assertThat(pool.free(kept)).isTrue();
        burst(CAPACITY, 100);
        assertThat(pool.counted()).isGreaterThan(1 << 20);
    }

    @Test
    void whatIsIdleIsGoneWithinTwoMinutes() {
        burst(CAPACITY, 500);
        assertThat(held()).isGreaterThan(1 << 20);
        pass(40 * SECOND);
        long afterOne = held();
        assertThat(afterOne).isPositive();
        pass(30 * SECOND);
        assertThat(held()).isPositive().isLessThan(afterOne);
        pass(50 * SECOND);
        assertThat(held()).isZero();
    }

    @Test
    void theHighWatermarkFallsWhileNothingIsAskedFor() {
        burst(CAPACITY, 500);
        turn();
        int high = stock().high;
        assertThat(high).isGreaterThan(100);
        pass(70 * SECOND);
        assertThat(stock().high).isBetween(Refill.first(stock().sizeClass) + 1, high / 2 + 1);
        pass(50 * SECOND);
        assertThat(stock().high).isEqualTo(Refill.first(stock().sizeClass));
    }

    @Test
    void afterARefusalThePoolWaitsFiveSecondsAndThenTakesOneBatch() {
        long rest = Jdk.directLimit() - Jdk.totalCapacity();
        assertThat(Jdk.tryReserve(rest)).isTrue();
        try {
            assertThat(pool.lend(CAPACITY, SITE)).isNull();
            turn();
            assertThat(pool.shortages()).isOne();
        } finally {
            Jdk.unreserve(rest);
        }
        for (int i = 0; i < 49; i++) {
            assertThat(pool.lend(CAPACITY, SITE)).isNull();
            pool.lend(50_000, SITE);
            now += SECOND / 10;
            worker.turn(now);
        }
        assertThat(held()).isZero();
        pool.lend(CAPACITY, SITE);
        pool.lend(50_000, SITE);
        now += SECOND / 4;
        worker.turn(now);
        int batch = Depot.batchSize(SizeClasses.of(CAPACITY));
        assertThat(pool.counted()).isPositive().isLessThanOrEqualTo((long) batch * RUN);
        long counted = pool.counted();
        for (int i = 0; i < 40; i++) {
            pool.lend(CAPACITY, SITE);
            pool.lend(50_000, SITE);
        }
        turn();
        assertThat(pool.counted()).isGreaterThan(counted + (long) batch * RUN);
    }

    @Test
    void anUnlimitedTrimTakesAllThatIsIdleAtOnce() {
        burst(CAPACITY, 500);
        turn();
        Trim trim = new Trim(pool);
        trim.trim(true);
        assertThat(stock().high).isLessThanOrEqualTo(2 * 500);
        trim.trim(true);
        trim.trim(true);
        assertThat(held()).isZero();
    }

    @Test
    void theTimeToARefillIsMeasured() {
        pool.lend(CAPACITY, SITE);
        turn();
        assertThat(worker.refillWindow().total()).isOne();
        turn();
        assertThat(worker.refillWindow().total()).isOne();
    }
}
