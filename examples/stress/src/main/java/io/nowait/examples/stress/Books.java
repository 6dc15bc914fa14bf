package io.nowait.examples.stress;

import java.util.Map;
import java.util.Optional;

/**
 * The program's own books beside those of the JVM and of the pool.
 *
 * <p>With no actor in a step they agree as soon as the JDK's reference handler and the pool's worker have done what is due:
 * live ≤ what the JVM's bean tells ≤ live + dropped + what was there before the run, in bytes and in buffers;
 * capacities lent by the pool, summed over its call sites, ≤ live + dropped; and the runs lent are those capacities
 * rounded up.
 */
final class Books {
    private final World world;
    private final Optional<Pool> pool;
    private final long bytesBefore = Jdk.directCapacity();
    private final long countBefore = Jdk.directCount();

    Books(World world, Optional<Pool> pool) {
        this.world = world;
        this.pool = pool;
    }

    boolean agree() {
        Ledger ledger = world.ledger();
        // The others are read first: what is collected between the readings may only make the bounds tighter.
        long bytes = Jdk.directCapacity();
        long count = Jdk.directCount();
        Optional<Map<String, Long>> figures = pool.map(Pool::figures);
        world.graveyard().bury();
        long mostBytes = ledger.liveBytes() + ledger.droppedBytes();
        long mostCount = ledger.liveCount() + ledger.droppedCount();
        return ledger.liveBytes() <= bytes
                && bytes <= bytesBefore + mostBytes
                && ledger.liveCount() <= count
                && count <= countBefore + mostCount
                && figures.map(each -> lentAgrees(each, mostBytes, mostCount)).orElse(true);
    }

    private static boolean lentAgrees(Map<String, Long> figures, long mostBytes, long mostCount) {
        long lent = figure(figures, "lent");
        long capacities = figures.getOrDefault("sites.livebytes", 0L);
        long buffers = figures.getOrDefault("sites.livebuffers", 0L);
        // Size classes waste at most a quarter of a run from 16 KiB up, and less than a page below.
        return capacities <= mostBytes
                && buffers <= mostCount
                && capacities <= lent
                && lent <= capacities + capacities / 3 + 4096 * buffers;
    }

    /** Whether nothing of the run is live, waits for the collector, or is lent. */
    boolean drained() {
        world.graveyard().bury();
        return world.ledger().liveCount() == 0
                && world.ledger().droppedCount() == 0
                && Jdk.directCapacity() <= bytesBefore
                && Jdk.directCount() <= countBefore
                && pool.map(each -> figure(each.figures(), "lent")).orElse(0L) == 0;
    }

    /** One line of the present figures. */
    @Override
    public String toString() {
        Ledger ledger = world.ledger();
        StringBuilder text = new StringBuilder(String.format(
                "live %,d KiB in %,d, dropped %,d KiB in %,d, JVM %,d KiB in %,d",
                ledger.liveBytes() >> 10,
                ledger.liveCount(),
                ledger.droppedBytes() >> 10,
                ledger.droppedCount(),
                Jdk.directCapacity() >> 10,
                Jdk.directCount()));
        pool.map(Pool::figures).ifPresent(figures -> {
            text.append(
                    String.format(", asked of the pool %,d KiB", figures.getOrDefault("sites.livebytes", 0L) >> 10));
            for (String name : new String[] {"lent", "free", "held"}) {
                text.append(String.format(", %s %,d KiB", name, figure(figures, name) >> 10));
            }
        });
        return text.toString();
    }

    private static long figure(Map<String, Long> figures, String name) {
        Long figure = figures.get(name);
        if (figure == null) {
            throw new IllegalStateException("the pool's snapshot has no '" + name + "': " + figures);
        }
        return figure;
    }
}
