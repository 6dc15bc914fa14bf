package io.nowait.examples.stress;

import java.util.SplittableRandom;

/** Capacities to ask for: from nothing to above 1 MiB, most of them of 4 to 64 KiB as servers ask. */
final class Sizes {
    static final int LARGEST = 3 << 20;

    private Sizes() {}

    static int next(SplittableRandom random) {
        int dice = random.nextInt(100);
        if (dice < 8) {
            return random.nextInt(4096);
        }
        if (dice < 30) {
            // Exact powers of two and their neighbours, where size classes begin and end.
            return (4096 << random.nextInt(5)) + random.nextInt(3) - 1;
        }
        if (dice < 94) {
            return logUniform(random, 4096, 65_536);
        }
        if (dice < 99) {
            return logUniform(random, 65_536, 1 << 20);
        }
        return random.nextInt(1 << 20, LARGEST + 1);
    }

    private static int logUniform(SplittableRandom random, int from, int to) {
        return (int) (from * Math.pow((double) to / from, random.nextDouble()));
    }
}
