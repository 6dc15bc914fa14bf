package io.nowait.examples.stress;

import io.nowait.examples.stress.Tally.Event;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Checks the books while no actor is in a step.
 *
 * <p>Held at once, or it is a violation: the pool's own check finds nothing, lent + free + retired + emergency = held, and
 * the pool has kept no error of its own from the program. Held after at most the settle time: {@link Books#agree}.
 */
final class Audit {
    private static final long GATE_SECONDS = 60;

    private final World world;
    private final Optional<Pool> pool;
    private final Books books;

    Audit(World world, Optional<Pool> pool, Books books) {
        this.world = world;
        this.pool = pool;
        this.books = books;
    }

    /** Pauses all actors and checks. */
    void run() throws InterruptedException {
        long stamp = world.gate().close(GATE_SECONDS);
        if (stamp == 0) {
            report("no-pause", "the actors did not reach the pause within " + GATE_SECONDS + " s");
            return;
        }
        try {
            pool.ifPresent(this::check);
            awaitAgreement();
        } finally {
            world.gate().open(stamp);
        }
        world.tally().add(Event.AUDIT);
    }

    /** After the actors' end: asks for collections until nothing of the run is lent any more, and checks. */
    void drain() throws InterruptedException {
        long deadline = deadline();
        while (!books.drained()) {
            if (System.nanoTime() - deadline > 0) {
                report("lost", "after everything was given up: " + books);
                break;
            }
            world.tally().add(Event.COLLECTION_ASKED_FOR);
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        pool.ifPresent(this::check);
        world.tally().add(Event.AUDIT);
    }

    private void check(Pool present) {
        String wrong = present.verify();
        if (!wrong.isEmpty()) {
            report("pool", wrong);
        }
        Map<String, Long> figures = present.figures();
        long sum = 0;
        for (String part : new String[] {"lent", "free", "retired", "emergency"}) {
            sum += figures.getOrDefault(part, 0L);
        }
        if (!figures.containsKey("held") || sum != figures.get("held")) {
            report("pool", "lent + free + retired + emergency = " + sum + " is not held: " + figures);
        }
        if (figures.getOrDefault("failures", 0L) != 0) {
            report("pool", "it kept errors of its own from the program: " + figures);
        }
    }

    private void awaitAgreement() throws InterruptedException {
        long deadline = deadline();
        while (!books.agree()) {
            if (System.nanoTime() - deadline > 0) {
                report("lost", "the books disagree: " + books);
                return;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(world.options().settleSeconds());
    }

    private void report(String kind, String detail) {
        world.findings().report(new Violation(kind, detail));
    }
}
