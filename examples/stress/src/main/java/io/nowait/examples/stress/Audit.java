package io.nowait.examples.stress;

import io.nowait.examples.stress.Tally.Event;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Compares the books while no actor is in a step.
 *
 * <p>Held at once, or it is a violation: the pool's own check finds nothing, and lent + free + retired + emergency = held.
 *
 * <p>Held after at most the settle time, because the pool and the JDK's reference handler run on:
 * live ≤ what the JVM's bean tells ≤ live + dropped + what was there before the run, in bytes and in buffers, and
 * lent ≤ live + dropped + the waste of rounding up.
 */
final class Audit {
    private static final long GATE_SECONDS = 60;

    private final World world;
    private final Optional<Pool> pool;
    private final long bytesBefore = Jdk.directCapacity();
    private final long countBefore = Jdk.directCount();

    Audit(World world, Optional<Pool> pool) {
        this.world = world;
        this.pool = pool;
    }

    /** Pauses all actors and checks. */
    void run() throws InterruptedException {
        long stamp = world.gate().close(GATE_SECONDS);
        if (stamp == 0) {
            report("no-pause", "the actors did not reach the pause within " + GATE_SECONDS + " s");
            return;
        }
        try {
            checkPool();
            awaitBooks();
        } finally {
            world.gate().open(stamp);
        }
        world.tally().add(Event.AUDIT);
    }

    /** After the actors' end: asks for collections until nothing of the run is lent any more. */
    void drain() throws InterruptedException {
        long deadline = deadline();
        while (!drained()) {
            if (System.nanoTime() - deadline > 0) {
                report("lost", "after everything was given up: " + books());
                break;
            }
            world.tally().add(Event.COLLECTION_ASKED_FOR);
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
            world.graveyard().bury();
        }
        checkPool();
        world.tally().add(Event.AUDIT);
    }

    /** One line of the present figures. */
    String books() {
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
            for (String name : new String[] {"lent", "free", "retired", "emergency", "held"}) {
                text.append(String.format(", %s %,d KiB", name, figure(figures, name) >> 10));
            }
        });
        return text.toString();
    }

    private void checkPool() {
        if (pool.isEmpty()) {
            return;
        }
        String wrong = pool.get().verify();
        if (!wrong.isEmpty()) {
            report("pool", wrong);
        }
        Map<String, Long> figures = pool.get().figures();
        long sum = figure(figures, "lent")
                + figure(figures, "free")
                + figure(figures, "retired")
                + figure(figures, "emergency");
        if (sum != figure(figures, "held")) {
            report("pool", "lent + free + retired + emergency = " + sum + " is not held: " + figures);
        }
    }

    private void awaitBooks() throws InterruptedException {
        long deadline = deadline();
        while (!booksAgree()) {
            if (System.nanoTime() - deadline > 0) {
                report("lost", "the books disagree: " + books());
                return;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private boolean booksAgree() {
        Ledger ledger = world.ledger();
        // The JVM is read first: what is collected between the two readings may only make the bounds tighter.
        long bytes = Jdk.directCapacity();
        long count = Jdk.directCount();
        long lent = lent();
        world.graveyard().bury();
        long mostBytes = bytesBefore + ledger.liveBytes() + ledger.droppedBytes();
        long mostCount = countBefore + ledger.liveCount() + ledger.droppedCount();
        // Size classes waste at most a quarter of a run from 16 KiB up, and less than a page below.
        return ledger.liveBytes() <= bytes
                && bytes <= mostBytes
                && ledger.liveCount() <= count
                && count <= mostCount
                && lent <= mostBytes + mostBytes / 3 + 4096 * mostCount;
    }

    private boolean drained() {
        return world.ledger().droppedCount() == 0
                && Jdk.directCapacity() <= bytesBefore
                && Jdk.directCount() <= countBefore
                && lent() == 0;
    }

    private long lent() {
        return pool.map(each -> figure(each.figures(), "lent")).orElse(0L);
    }

    private static long figure(Map<String, Long> figures, String name) {
        Long figure = figures.get(name);
        if (figure == null) {
            throw new IllegalStateException("the pool's snapshot has no '" + name + "': " + figures);
        }
        return figure;
    }

    private long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(world.options().settleSeconds());
    }

    private void report(String kind, String detail) {
        world.findings().report(new Violation(kind, detail));
    }
}
