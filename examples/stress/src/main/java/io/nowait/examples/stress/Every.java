package io.nowait.examples.stress;

import java.util.concurrent.TimeUnit;

/** Tells one thread when a period has passed again. */
final class Every {
    private final long period;
    private long next;

    Every(long seconds) {
        period = TimeUnit.SECONDS.toNanos(seconds);
        next = System.nanoTime() + period;
    }

    /** Whether the period has passed since it last had; a period missed is not made up for. */
    boolean due() {
        long now = System.nanoTime();
        if (now - next < 0) {
            return false;
        }
        next = now + period;
        return true;
    }
}
