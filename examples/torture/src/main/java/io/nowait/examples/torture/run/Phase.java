package io.nowait.examples.torture.run;

import java.util.SplittableRandom;

/**
 * Who reads at the moment: all, some, or hardly anybody. With all at work a grace period takes milliseconds, and narrow races have no
 * chance to end in reuse; with a few it takes microseconds.
 */
final class Phase {
    private static final int[] PERCENT = {100, 100, 40, 15, 5};
    private static final int TICKS = 3;

    private final SplittableRandom random;
    private volatile int percent = 100;
    private volatile int number;
    private int ticksLeft = TICKS;

    Phase(SplittableRandom random) {
        this.random = random;
    }

    /** To be called every tenth of a second by one thread. */
    void tick() {
        if (--ticksLeft <= 0) {
            ticksLeft = 1 + random.nextInt(TICKS);
            percent = PERCENT[random.nextInt(PERCENT.length)];
            number++;
        }
    }

    /** Whether a reader has a rest in this phase. */
    boolean rests(int reader) {
        return Math.floorMod((reader + 1) * 0x9E3779B9 ^ (number + 1) * 0x85EBCA6B, 97) >= percent;
    }
}
