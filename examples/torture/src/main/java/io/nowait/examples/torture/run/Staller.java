package io.nowait.examples.torture.run;

import io.nowait.runtime.reclaim.Section;

/**
 * Reads everything and then keeps its section until the copy of the runtime complains of it, which it should after a second.
 * Nothing that it has seen may be reused meanwhile.
 */
final class Staller extends Actor {
    static final String NAME = "staller";
    private static final long PATIENCE_MILLIS = 30_000;

    private static final int MOVING_MILLIS = 500;

    private int pauseMillis = 5_000;
    private final Visit visit = new Visit(world, random, "stalled section");

    Staller(World world) {
        super(world);
    }

    @Override
    @SuppressWarnings("try") // a section is there to be left
    void step() throws InterruptedException {
        if (world.findings.sleepMillis(pauseMillis)) {
            return;
        }
        long completed = world.pipe.completed();
        if (world.findings.sleepMillis(MOVING_MILLIS) || world.pipe.completed() == completed) {
            return; // somebody else stands in the way, and is to be found
        }
        pauseMillis = 5_000 + random.nextInt(5_000);
        try (Section section = world.grace.enter()) {
            world.stalling = true;
            visit.begin(Slots.COUNT);
            stall();
            visit.end();
        } finally {
            world.stalling = false;
        }
    }

    private void stall() throws InterruptedException {
        long named = world.watch.named;
        long began = System.nanoTime();
        while (world.watch.named == named) {
            if (world.findings.sleepMillis(20)) {
                return;
            }
            visit.again();
            if (System.nanoTime() - began > PATIENCE_MILLIS * 1_000_000) {
                world.findings.report("stall", "no stall was reported within " + PATIENCE_MILLIS + " ms");
            }
        }
        // Long enough for the pool's worker to sweep up what dead threads left.
        world.findings.sleepMillis(random.nextInt(700));
    }
}
