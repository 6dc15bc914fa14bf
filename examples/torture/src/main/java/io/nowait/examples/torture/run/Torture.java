package io.nowait.examples.torture.run;

import io.nowait.examples.torture.Options;
import io.nowait.examples.torture.Program;
import io.nowait.examples.torture.copy.Delay;
import io.nowait.examples.torture.mutant.Mutant;
import io.nowait.runtime.Nowait;
import io.nowait.runtime.reclaim.GracePeriods;
import io.nowait.runtime.reserve.Pool;
import io.nowait.runtime.reserve.Waiting;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;

/** One run from the seed to the summary. */
public final class Torture implements Program {
    private static final int TICK_MILLIS = 100;
    private static final int TICKS_PER_COLLECTION = 37;
    private static final int END_SECONDS = 30;

    /** Nothing yet. */
    public Torture() {}

    @Override
    public boolean run(Options options, PrintStream out) throws InterruptedException {
        out.printf(
                "torture: seed %d, %d s, JDK %s, mutant %s%n",
                options.seed(),
                options.seconds(),
                Runtime.version(),
                options.mutant().map(Mutant::name).orElse("none"));
        Findings findings = new Findings(out);
        World world = new World(options, findings);
        Crew crew = new Crew(world);
        try {
            open(world);
            crew.start();
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException(e);
        }
        watch(world, options.seconds());
        findings.stop();
        if (!crew.awaitEnd(END_SECONDS)) {
            findings.report("no end", "not within " + END_SECONDS + " s: " + world.whoLives());
        } else if (findings.count() == 0) {
            new Settlement(world).settle();
        }
        boolean sound = findings.count() == 0 && world.watch.quarantined.get() == 0;
        summary(world, out, sound);
        return sound;
    }

    private static void open(World world) throws ReflectiveOperationException {
        Method use = Nowait.class.getDeclaredMethod("use", Pool.class);
        use.setAccessible(true);
        use.invoke(null, world.pool);
        Method announceAt = Nowait.class.getDeclaredMethod("announceAt", GracePeriods.class);
        announceAt.setAccessible(true);
        announceAt.invoke(null, world.grace);
        Thread worker = new Thread(world.worker, "worker");
        worker.setDaemon(true);
        worker.start();
    }

    private static void watch(World world, int seconds) throws InterruptedException {
        Progress progress = new Progress(world);
        for (int tick = 1; tick <= seconds * 1000 / TICK_MILLIS; tick++) {
            if (world.findings.sleepMillis(TICK_MILLIS)) {
                return;
            }
            progress.tick();
            world.phase.tick();
            if (tick % TICKS_PER_COLLECTION == 0) {
                System.gc();
            }
        }
    }

    private static void summary(World world, PrintStream out, boolean sound) {
        Waiting waiting = world.pool.waiting();
        out.println("reads by kind: " + world.reads);
        out.println("writes: " + world.writes);
        out.printf(
                "grace periods: %d of the pipe, %d batches, median %d us, longest %d us; double frees %d, seized %d, unwaited %d%n",
                world.pipe.completed(),
                waiting.batches(),
                waiting.graceMedianNanos() / 1000,
                waiting.graceLongestNanos() / 1000,
                world.pool.doubleFrees(),
                world.pool.seized(),
                waiting.unwaited());
        out.printf(
                "stalls: %d reports of the one that stalls, %d of others%n",
                world.watch.stalls.get(), world.watch.stallsOfOthers.get());
        out.printf(
                "self-check: %d quarantined%s%n",
                world.watch.quarantined.get(),
                world.watch.quarantined.get() == 0
                        ? ""
                        : String.format(", the first after %.1f s", world.watch.firstQuarantinedAt));
        out.println("edges: " + Delay.edges());
        out.println("ages:   " + world.ages);
        out.println("batches:" + world.batches);
        out.println(sound ? "SOUND" : "FAILED, " + world.findings.count() + " failures");
    }
}
