package io.nowait.examples.torture.run;

import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** One thread's life: the same step again and again until the run ends. */
abstract class Actor implements Runnable {
    final World world;
    final SplittableRandom random;

    Actor(World world) {
        this.world = world;
        this.random = world.random();
    }

    /** Does something once. */
    abstract void step() throws Exception;

    /** Whether to go on. */
    boolean goesOn() {
        return !world.findings.stopped();
    }

    @Override
    public void run() {
        try {
            while (goesOn()) {
                step();
            }
        } catch (InterruptedException e) {
            world.findings.stop();
        } catch (Exception e) {
            world.findings.unexpected(e);
        }
    }

    /** Outside of a section: mostly nothing, sometimes a while. */
    final void rest() {
        int dice = random.nextInt(16);
        if (dice == 0) {
            LockSupport.parkNanos(random.nextLong(3_000_000));
        } else if (dice < 8) {
            LockSupport.parkNanos(random.nextLong(100_000));
        }
    }

    /** Between two looks at the same page: from nothing to several turns of the worker. */
    final void linger() {
        int dice = random.nextInt(64);
        if (dice == 0) {
            LockSupport.parkNanos(random.nextLong(12_000_000));
        } else if (dice < 12) {
            LockSupport.parkNanos(random.nextLong(2_500_000));
        } else if (dice < 24) {
            Thread.yield();
        } else if (dice < 40) {
            long end = System.nanoTime() + random.nextInt(20_000);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
    }
}
