package io.nowait.runtime.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlabsTest {
    private static final int SIXTEEN_KIB = SizeClasses.of(16 << 10);

    private static final ByteBuffer STRANGER = ByteBuffer.allocateDirect(100);

    private final long reservedBefore = reservedInJvm();
    private final Slabs slabs = new Slabs(16 << 20);
    private final List<Run> out = new ArrayList<>();

    @AfterEach
    void allMemoryAndAllOfTheLimitIsGivenBack() {
        out.forEach(run -> slabs.park(Chain.push(null, run)));
        assertThat(slabs.audit().report()).isEmpty();
        assertThat(slabs.holdings().held()).isZero();
        assertThat(reservedInJvm()).isEqualTo(reservedBefore);
    }

    private static long reservedInJvm() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getTotalCapacity)
                .sum();
    }

    private List<Run> take(int sizeClass, int count) {
        List<Run> taken = new ArrayList<>();
        Run next;
        for (Run run = slabs.take(sizeClass, count); run != null; run = next) {
            next = Chain.below(slabs.runs(), run);
            taken.add(run);
        }
        out.addAll(taken);
        return taken;
    }

    private Lease lend(Run run, int capacity) {
        ByteBuffer root = Jdk.newRoot(run.address, capacity);
        run.lease = new Lease(root, new ReferenceQueue<>(), run, capacity, 0);
        return run.lease;
    }

    @Test
    void onlyRunsThatAreOutCountAgainstTheDirectLimit() {
        take(SIXTEEN_KIB, 3);
        assertThat(slabs.counted()).isEqualTo(3 * 16 << 10);
        assertThat(reservedInJvm() - reservedBefore).isEqualTo(3 * 16 << 10);
        assertThat(slabs.holdings().held()).isGreaterThanOrEqualTo(256 << 10);
    }

    @Test
    void aSlabWithoutARunOutIsFreed() {
        List<Run> runs = take(SIXTEEN_KIB, 2);
        slabs.park(Chain.push(null, runs.get(0)));
        out.remove(runs.get(0));
        assertThat(slabs.holdings().held()).isPositive();
        slabs.park(Chain.push(null, runs.get(1)));
        out.remove(runs.get(1));
        assertThat(slabs.holdings().held()).isZero();
    }

    @Test
    void theCapHolds() {
        while (!take(SizeClasses.COUNT - 1, 4).isEmpty()) {
            assertThat(slabs.counted()).isLessThanOrEqualTo(16 << 20);
        }
        assertThat(slabs.counted()).isEqualTo(16 << 20);
    }

    @Test
    void runsAreAlignedToPagesAndDoNotOverlap() {
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            take(sizeClass, 5);
        }
        out.sort((a, b) -> Long.compare(a.address, b.address));
        for (int i = 0; i < out.size(); i++) {
            assertThat(out.get(i).address % SizeClasses.PAGE).isZero();
            if (i > 0) {
                assertThat(out.get(i - 1).address + out.get(i - 1).bytes()).isLessThanOrEqualTo(out.get(i).address);
            }
        }
    }

    @Test
    void aLentBufferIsFoundButNoViewAndNoStranger() {
        List<Run> runs = new ArrayList<>();
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            runs.addAll(take(sizeClass, 5));
        }
        for (Run run : runs) {
            ByteBuffer root = Jdk.newRoot(run.address, 100);
            run.lease = new Lease(root, new ReferenceQueue<>(), run, 100, 0);
            assertThat(slabs.leaseOf(root)).isSameAs(run.lease);
            assertThat(slabs.leaseOf(root.duplicate())).isNull();
            assertThat(slabs.leaseOf(root.slice(8, 8))).isNull();
            assertThat(slabs.leaseOf(Jdk.newRoot(run.address, 100))).isNull();
            run.lease = null;
        }
        assertThat(slabs.leaseOf(STRANGER)).isNull();
        assertThat(slabs.leaseOf(ByteBuffer.allocate(100))).isNull();
    }

    @Test
    void aTruedUpRunCountsItsCapacityUntilItSettles() {
        Run run = take(SIXTEEN_KIB, 1).get(0);
        Lease lease = lend(run, 13_000);
        slabs.trueUp();
        assertThat(slabs.counted()).isEqualTo(13_000);
        assertThat(lease.claim(1)).isTrue();
        assertThat(lease.isTrued()).isTrue();
        run.lease = null;
        slabs.settle(run);
        out.remove(run);
        assertThat(slabs.counted()).isEqualTo(13_000);
        assertThat(slabs.audit().report()).isEmpty();
        assertThat(slabs.drainSettling()).isTrue();
        assertThat(slabs.counted()).isZero();
    }

    @Test
    void aLeaseIsClaimedOnce() {
        Run run = take(SIXTEEN_KIB, 1).get(0);
        Lease lease = lend(run, 1);
        assertThat(lease.claim(7)).isTrue();
        assertThat(lease.claim(7)).isFalse();
        assertThat(lease.claim(8)).isFalse();
        assertThat(lease.isClaimedBy(7)).isTrue();
        assertThat(lease.isClaimedBy(8)).isFalse();
        assertThat(lease.isTrued()).isFalse();
        run.lease = null;
    }

    @Test
    void slabsOfAllAgesAreFoundWhileOthersComeAndGo() {
        Slabs many = new Slabs(1 << 30);
        List<Run> kept = new ArrayList<>();
        for (int round = 0; round < 400; round++) {
            Run run = many.take(round % SizeClasses.COUNT, 1);
            if (round % 3 == 0) {
                many.park(run);
            } else {
                kept.add(run);
            }
        }
        for (Run run : kept) {
            ByteBuffer root = Jdk.newRoot(run.address, 1);
            run.lease = new Lease(root, new ReferenceQueue<>(), run, 1, 0);
            assertThat(many.leaseOf(root)).isSameAs(run.lease);
            run.lease = null;
        }
        kept.forEach(run -> many.park(Chain.push(null, run)));
        assertThat(many.holdings().held()).isZero();
    }
}
