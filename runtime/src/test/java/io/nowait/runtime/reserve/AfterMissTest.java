package io.nowait.runtime.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nowait.runtime.count.SiteCounts;
import io.nowait.runtime.host.Pressure;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.SizeClasses;
import io.nowait.runtime.reclaim.Mode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a thread that may not wait gets when reserve and depot are empty, with room under the direct limit and without. */
class AfterMissTest {
    private static final int SITE = 3;
    private static final int CAPACITY = 10_000;
    private static final int TARGET = 256 << 10;
    private static final long SECOND = 1_000_000_000;

    private Worker worker = worker(false);
    private Pool pool = worker.pool();
    private long occupied;
    private long now = System.nanoTime();

    /** May wait, for all that it knows. */
    private record Exemption(boolean isExempt) implements ContextRule {
        @Override
        public String nonBlockingBecause(Thread thread) {
            return null;
        }

        @Override
        public boolean isExempt(Thread thread) {
            return isExempt;
        }
    }

    private static Worker worker(boolean refuses) {
        return worker(refuses, ContextRule.NONE);
    }

    private static Worker worker(boolean refuses, ContextRule rule) {
        Policy policy = new Policy(Mode.GRACE, 8 << 20, Long.MAX_VALUE, rule, TARGET, refuses);
        return new Worker(
                2048, Sizing.of(32 << 20, Long.MAX_VALUE), Quiet.grace(), policy, new Quiet(), Pressure.none());
    }

    @AfterEach
    void theBooksAgree() {
        leave();
        assertThat(pool.failures()).isZero();
        assertThat(pool.audit()).isEmpty();
        pool.relinquish();
        assertThat(pool.counted()).isEqualTo(pool.tally().total().liveBytes());
    }

    /** Leaves so many bytes of room under the direct limit. */
    private void occupyBut(long bytes) {
        leave();
        occupied = Jdk.directLimit() - Jdk.totalCapacity() - bytes;
        assertThat(Jdk.tryReserve(occupied)).isTrue();
    }

    private void leave() {
        Jdk.unreserve(occupied);
        occupied = 0;
    }

    private void turns(long nanos) {
        now += nanos;
        worker.turn(now);
        worker.turn(now);
    }

    private ByteBuffer lend(int capacity) throws Refused {
        ByteBuffer lent = pool.lend(capacity, SITE);
        return lent != null ? lent : pool.lendAfterMiss(capacity, SITE, Quiet.NON_BLOCKING, true);
    }

    /** As a thread does that has asked before: the worker knows what it asks for. */
    private void ask(int capacity) throws Refused {
        for (int i = 0; i < 2; i++) {
            pool.free(lend(capacity));
            turns(SECOND);
        }
    }

    /** Gives up all but the emergency reserve, so that all other requests miss. */
    private void emptyTheReserves() {
        pool.relinquishing.relinquish(0, Urgency.PATIENT, now);
    }

    private SiteCounts counts() {
        return pool.tally().row(SITE);
    }

    @Test
    void withRoomItIsAFallback() throws Refused {
        ByteBuffer made = lend(CAPACITY);
        assertThat(LooseBuffers.of(made)).isNotNull();
        assertThat(counts().fallbacks).isOne();
        assertThat(counts().jdkBytes).isEqualTo(CAPACITY);
        pool.free(made);
    }

    @Test
    void whatIsNotPooledIsABypass() throws Refused {
        ByteBuffer small = lend(100);
        ByteBuffer large = lend(SizeClasses.LARGEST + 1);
        ByteBuffer ofSite = pool.lendAfterMiss(CAPACITY, SITE, Quiet.NON_BLOCKING, false);
        assertThat(counts().bypasses).isEqualTo(3);
        assertThat(counts().fallbacks).isZero();
        pool.free(small);
        pool.free(large);
        pool.free(ofSite);
    }

    @Test
    void theWorkerSetsAsideWhatSuchThreadsAskFor() throws Refused {
        turns(SECOND);
        assertThat(pool.emergencyBytes()).isZero();
        ask(CAPACITY);
        assertThat(pool.emergencyBytes())
                .isBetween(TARGET - SizeClasses.bytes(SizeClasses.of(CAPACITY)) + 1L, (long) TARGET);
        ask(100_000);
        assertThat(pool.emergencyBytes()).isBetween(150_000L, (long) TARGET);
        emptyTheReserves();
        occupyBut(0);
        ByteBuffer large = lend(100_000);
        ByteBuffer small = lend(CAPACITY);
        assertThat(counts().emergencies).isEqualTo(2);
        pool.free(large);
        pool.free(small);
    }

    @Test
    void othersHaveNothingSetAside() {
        pool.lend(CAPACITY, SITE);
        turns(SECOND);
        pool.free(pool.lend(CAPACITY, SITE));
        turns(SECOND);
        assertThat(pool.emergencyBytes()).isZero();
    }

    @Test
    void withoutRoomItIsTheEmergencyReserveUntilThatIsEmpty() throws Refused {
        ask(CAPACITY);
        emptyTheReserves();
        occupyBut(0);
        List<ByteBuffer> lent = new ArrayList<>();
        for (ByteBuffer next = lend(CAPACITY); next != null; next = lend(CAPACITY)) {
            assertThat(next.capacity()).isEqualTo(CAPACITY);
            for (int i = 0; i < CAPACITY; i++) {
                assertThat(next.get(i)).isZero();
                next.put(i, (byte) 0x5A);
            }
            lent.add(next);
        }
        assertThat(lent).hasSize(TARGET / SizeClasses.bytes(SizeClasses.of(CAPACITY)));
        assertThat(counts().emergencies).isEqualTo(lent.size());
        assertThat(counts().liveBuffers()).isEqualTo(lent.size());
        assertThat(pool.emergencyBytes()).isZero();
        lent.forEach(pool::free);
        assertThat(counts().liveBuffers()).isZero();
    }

    @Test
    void aLargerRunServesASmallerRequest() throws Refused {
        ask(60_000);
        emptyTheReserves();
        occupyBut(0);
        ByteBuffer small = lend(3000);
        assertThat(small.capacity()).isEqualTo(3000);
        assertThat(counts().emergencies).isOne();
        pool.free(small);
        assertThat(lend(70_000)).isNull();
    }

    @Test
    void itIsGivenUpOnlyAsFarAsThereIsElseNoRoom() throws Refused {
        ask(CAPACITY);
        emptyTheReserves();
        long held = pool.emergencyBytes();
        occupyBut(50_000);
        pool.relinquishing.relinquish(50_000, Urgency.WAITED, now);
        assertThat(pool.emergencyBytes()).isEqualTo(held);
        leave();
        occupyBut(49_999);
        long room = Jdk.directLimit() - Jdk.totalCapacity();
        pool.relinquishing.relinquish(50_000, Urgency.WAITED, now);
        int run = SizeClasses.bytes(SizeClasses.of(CAPACITY));
        assertThat(pool.emergencyBytes()).isEqualTo(held - run);
        assertThat(Jdk.directLimit() - Jdk.totalCapacity()).isEqualTo(room + run);
    }

    @Test
    void aThreadThatMayWaitGetsItWhenItHasWaitedAndThenForAMinuteAtOnce() throws Refused {
        ask(CAPACITY);
        emptyTheReserves();
        long held = pool.emergencyBytes();
        occupyBut(0);
        pool.relinquishing.relinquish(held, Urgency.PATIENT, now);
        assertThat(pool.emergencyBytes()).isEqualTo(held);
        pool.relinquishing.relinquish(held, Urgency.WAITED, now);
        assertThat(pool.emergencyBytes()).isZero();
        leave();
        turns(SECOND);
        assertThat(pool.emergencyBytes()).isEqualTo(held);
        occupyBut(0);
        pool.relinquishing.relinquish(held, Urgency.PATIENT, now + 50 * SECOND);
        assertThat(pool.emergencyBytes()).isZero();
        leave();
        turns(SECOND);
        occupyBut(0);
        pool.relinquishing.relinquish(held, Urgency.PATIENT, now + 70 * SECOND);
        assertThat(pool.emergencyBytes()).isEqualTo(held);
    }

    @Test
    void whatWouldNotHaveSufficedMakesNobodyQuicker() throws Refused {
        ask(CAPACITY);
        long held = pool.emergencyBytes();
        emptyTheReserves();
        occupyBut(0);
        pool.relinquishing.relinquish(held + 1, Urgency.WAITED, now);
        leave();
        turns(SECOND);
        occupyBut(0);
        pool.relinquishing.relinquish(1, Urgency.PATIENT, now);
        assertThat(pool.emergencyBytes()).isEqualTo(held);
    }

    @Test
    void whoHasTimeAsksNothingOfAnEmptyPoolButKeepsItFromGrowing() {
        worker.pressed(CAPACITY, Urgency.PATIENT);
        now = System.nanoTime();
        assertThat(pool.lend(CAPACITY, SITE)).isNull();
        turns(1);
        assertThat(pool.counted()).isZero();
        assertThat(pool.lend(CAPACITY, SITE)).isNull();
        turns(6 * SECOND);
        assertThat(pool.counted()).isPositive();
    }

    @Test
    void atTheLimitItIsMadeUpFromTheReserves() throws Refused {
        ask(CAPACITY);
        long held = pool.emergencyBytes();
        emptyTheReserves();
        occupyBut(0);
        ByteBuffer taken = lend(CAPACITY);
        assertThat(pool.emergencyBytes()).isLessThan(held);
        pool.free(taken);
        emptyTheReserves();
        assertThat(pool.emergencyBytes()).isEqualTo(held);
    }

    @Test
    void itIsBroughtBackWhenThereIsRoomForItTwice() throws Refused {
        ask(CAPACITY);
        pool.relinquish();
        occupyBut(2 * TARGET - 1);
        worker.shortOf(Long.MAX_VALUE / 2);
        turns(1);
        assertThat(pool.emergencyBytes()).isZero();
        leave();
        pool.stallBegins();
        turns(SECOND);
        assertThat(pool.emergencyBytes())
                .as("while a thread is at its attempts")
                .isZero();
        pool.stallEnds();
        turns(SECOND);
        assertThat(pool.emergencyBytes()).isPositive();
        assertThat(pool.reserves.mine().stock(SizeClasses.of(CAPACITY)).clean.depth())
                .as("reserves stay empty after the limit was reached")
                .isZero();
    }

    @Test
    void whatNobodyAsksForIsGivenUp() throws Refused {
        ask(CAPACITY);
        assertThat(pool.emergencyBytes()).isPositive();
        pool.emergency.trim(now + 119 * SECOND);
        assertThat(pool.emergencyBytes()).isPositive();
        pool.emergency.trim(now + 121 * SECOND);
        assertThat(pool.emergencyBytes()).isZero();
    }

    @Test
    void andThatHoweverSeldomThereIsATrim() throws Refused {
        ask(CAPACITY);
        turns(119 * SECOND);
        assertThat(pool.emergencyBytes()).isPositive();
        turns(2 * SECOND);
        assertThat(pool.emergencyBytes()).isZero();
    }

    @Test
    void atTheEndTheJdkIsCalled() throws Refused {
        occupyBut(0);
        assertThat(lend(CAPACITY)).isNull();
        assertThat(lend(SizeClasses.LARGEST + 1)).isNull();
        assertThat(counts().fallbacks + counts().refused + counts().emergencies).isZero();
    }

    @Test
    void orTheAllocationIsRefusedAsTheJdkRefuses() {
        worker = worker(true);
        pool = worker.pool();
        occupyBut(CAPACITY - 1);
        String jdk = "Cannot reserve " + CAPACITY + " bytes of direct buffer memory (allocated: " + Jdk.totalReserved()
                + ", limit: " + Jdk.directLimit() + ")";
        assertThatThrownBy(() -> lend(CAPACITY))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.error())
                                .isExactlyInstanceOf(OutOfMemoryError.class)
                                .hasMessage(jdk));
        assertThat(counts().refused).isOne();
        assertThat(counts().jdkBytes).isZero();
    }

    private boolean isRefused(boolean usually, boolean threadIsExempt, SiteContext site) {
        worker = worker(usually, new Exemption(threadIsExempt));
        pool = worker.pool();
        occupyBut(0);
        try {
            assertThat(pool.lendAfterMiss(CAPACITY, SITE, site, true)).isNull();
            return false;
        } catch (Refused refused) {
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, false, false",
        "false, true,  false, true",
        "false, false, true,  true",
        "false, true,  true,  true",
        "true,  false, false, true",
        "true,  true,  false, false",
        "true,  false, true,  false",
        "true,  true,  true,  false"
    })
    void itIsTheOtherWayRoundIfThreadOrSiteIsExempt(boolean usually, boolean thread, boolean site, boolean refused) {
        assertThat(isRefused(usually, thread, new SiteContext("its annotation", site)))
                .isEqualTo(refused);
        assertThat(isRefused(usually, thread, new SiteContext(null, site)))
                .as("who may wait is never refused")
                .isFalse();
    }

    @Test
    void anAllocationCountsAsRefusedOnlyIfItIs() {
        Demand failing = new Demand() {
            @Override
            public void unmet() {}

            @Override
            public void pressed(long bytes, Urgency urgency) {}

            @Override
            public void shortOf(long bytes) {
                throw new OutOfMemoryError("the heap is full");
            }
        };
        Policy policy = new Policy(Mode.GRACE, 8 << 20, Long.MAX_VALUE, ContextRule.NONE, TARGET, true);
        pool = new Pool(2048, Sizing.of(32 << 20, Long.MAX_VALUE), failing, Quiet.grace(), policy, new Quiet());
        occupyBut(0);
        assertThatThrownBy(() -> lend(CAPACITY)).isInstanceOf(OutOfMemoryError.class);
        pool.calledJdk(CAPACITY, SITE, true);
        assertThat(counts().refused).isZero();
        assertThat(counts().fallbacks).isOne();
    }

    @Test
    void aStallOfTheJdksOwnIsNotTakenForTheSites() throws Refused {
        pool.stallBegins();
        pool.stallEnds();
        assertThat(pool.lendAfterMiss(CAPACITY, SITE, SiteContext.NONE, true)).isNull();
        pool.calledJdk(CAPACITY, SITE, true);
        assertThat(counts().stalls).isZero();
        assertThat(counts().fallbacks).isOne();
        assertThat(pool.allocationWaits().count()).isOne();
    }

    @Test
    void itFollowsALoweredCap() throws Refused {
        ask(CAPACITY);
        assertThat(pool.emergencyBytes()).isGreaterThan(128 << 10);
        worker.resize(Sizing.of(128 << 10, Long.MAX_VALUE));
        turns(SECOND);
        assertThat(pool.emergencyBytes()).isPositive().isLessThanOrEqualTo(16 << 10);
        assertThat(pool.counted()).isLessThanOrEqualTo(128 << 10);
    }

    @Test
    void itIsGivenUpIfWhatIsLentIsAboveALoweredCap() throws Refused {
        ask(CAPACITY);
        List<ByteBuffer> lent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ByteBuffer next = pool.lend(CAPACITY, SITE);
            if (next == null) {
                turns(1);
            } else {
                lent.add(next);
            }
        }
        assertThat(lent).hasSizeGreaterThan(20);
        worker.resize(Sizing.of(200_000, Long.MAX_VALUE));
        turns(SECOND);
        assertThat(pool.emergencyBytes()).isZero();
        lent.forEach(pool::free);
    }

    @Test
    void aRefusalMakesRoomForTheNext() throws Refused {
        worker = worker(true);
        pool = worker.pool();
        now = System.nanoTime();
        ask(CAPACITY);
        occupyBut(0);
        int large = 2 * TARGET;
        assertThatThrownBy(() -> lend(large)).isInstanceOf(Refused.class);
        assertThat(pool.counted()).isPositive();
        turns(1);
        assertThat(pool.counted()).isZero();
    }
}
