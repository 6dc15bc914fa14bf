package io.nowait.examples.stress;

import io.nowait.examples.stress.Tally.Event;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** One run from the seed to the summary. */
final class Soak {
    private static final long TICK_MILLIS = 100;
    private static final int SECONDS_PER_AUDIT = 3;
    private static final int SECONDS_PER_COLLECTION = 7;
    private static final int SECONDS_PER_LINE = 10;
    private static final long END_SECONDS = 60;

    private final Options options;
    private final PrintStream out;
    private final Findings findings;
    private final World world;
    private final Optional<Pool> pool = Pool.find();
    private final Books books;
    private final Audit audit;
    private final long begin = System.nanoTime();

    Soak(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.findings = new Findings(out);
        this.world = World.of(options, findings);
        this.books = new Books(world, pool);
        this.audit = new Audit(world, pool, books);
    }

    /** Runs to the end; returns the number of violations. */
    long run() throws InterruptedException {
        out.printf(
                "soak: seed %d, %d s, %d platform and %d virtual threads, at most %d MiB live of a limit of %d MiB,"
                        + " JDK %s, %s%n",
                options.seed(),
                options.seconds(),
                options.threads(),
                options.virtual(),
                options.liveMebibytes(),
                world.directLimit() >> 20,
                Runtime.version(),
                pool.isPresent() ? "with nowait" : "plain");
        Crew crew = new Crew(world);
        crew.start();
        watch();
        findings.stop();
        if (crew.awaitEnd(END_SECONDS)) {
            clearMarket();
            audit.drain();
        } else {
            findings.report(new Violation("no-end", "some threads did not end within " + END_SECONDS + " s"));
        }
        checkThatPoolWasUsed();
        summary();
        return findings.count();
    }

    private void watch() throws InterruptedException {
        Every auditTime = new Every(SECONDS_PER_AUDIT);
        Every collectionTime = new Every(SECONDS_PER_COLLECTION);
        Every lineTime = new Every(SECONDS_PER_LINE);
        Every end = new Every(options.seconds());
        while (!findings.sleep(TICK_MILLIS) && !end.due()) {
            world.graveyard().bury();
            if (auditTime.due()) {
                audit.run();
            }
            if (collectionTime.due()) {
                world.tally().add(Event.COLLECTION_ASKED_FOR);
                System.gc();
            }
            if (lineTime.due()) {
                line();
            }
        }
    }

    private void clearMarket() {
        Release release = new Release(world, new SplittableRandom(options.seed()));
        for (Holding each = world.market().poll();
                each != null;
                each = world.market().poll()) {
            release.giveUp(each);
        }
    }

    private void checkThatPoolWasUsed() {
        if (!options.expectPool()) {
            return;
        }
        if (pool.isEmpty()) {
            findings.report(new Violation("pool", "there is no agent"));
            return;
        }
        for (String figure : List.of("hit", "seized")) {
            if (pool.get().figures().getOrDefault(figure, 0L) == 0) {
                findings.report(new Violation("pool", "not a single run " + figure));
            }
        }
    }

    private void line() {
        out.printf(
                "%4d s  %,d steps, %,d allocations, %,d audits, %d violations; %s%n",
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin),
                world.tally().of(Event.STEP),
                world.tally().of(Event.ALLOCATED),
                world.tally().of(Event.AUDIT),
                findings.count(),
                books);
    }

    private void summary() {
        out.println("summary");
        for (Event event : Event.values()) {
            row(event.label(), world.tally().of(event));
        }
        pool.ifPresent(each -> each.figures().forEach((name, figure) -> row("nowait " + name, figure)));
        row("violations", findings.count());
    }

    private void row(String name, long number) {
        out.printf("  %-26s %,18d%n", name, number);
    }
}
