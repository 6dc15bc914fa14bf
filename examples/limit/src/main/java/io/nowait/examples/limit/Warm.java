package io.nowait.examples.limit;

import java.nio.ByteBuffer;

/** Brings the agent's pool up, where there is an agent, so that what follows is not charged for its classes. */
public final class Warm {
    private static final int ROUNDS = 20;
    private static final long LONGEST_NANOS = 30_000_000_000L;

    private Warm() {}

    /** Allocates and frees until a buffer was a hit; throws {@link IllegalStateException} if that takes half a minute. */
    public static void up() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_NANOS;
        for (int round = 0; round < ROUNDS || !isUp(); round++) {
            Direct.free(ByteBuffer.allocateDirect(4096));
            Thread.sleep(10);
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no hit: " + Pool.figures());
            }
        }
    }

    private static boolean isUp() {
        return Pool.figures().getOrDefault("hit", 1L) > 0;
    }
}
