package io.nowait.examples.torture.run;

import io.nowait.examples.torture.copy.VirtualThreads;

/** Starts short-lived readers, platform and virtual. */
final class Midwife extends Actor {
    private static final int MOST_THREADS = 200;

    Midwife(World world) {
        super(world);
    }

    @Override
    void step() throws InterruptedException {
        world.findings.sleepMillis(1 + random.nextInt(3));
        if (world.threads.get() > MOST_THREADS) {
            return;
        }
        if (VirtualThreads.EXIST && random.nextInt(4) > 0) {
            world.threads.incrementAndGet();
            ShortReader reader = new ShortReader(world, "short virtual thread");
            VirtualThreads.start(() -> world.guard(reader));
        } else {
            world.start("short", new ShortReader(world, "short thread"));
        }
    }
}
