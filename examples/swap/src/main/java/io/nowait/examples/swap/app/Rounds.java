package io.nowait.examples.swap.app;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A task that does the same again and again, so many times a second. */
abstract class Rounds implements Task {
    private final long periodNanos;
    private volatile boolean ended;

    /** Takes the most rounds in a second; 0 means as many as it can. */
    Rounds(int rate) {
        this.periodNanos = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / rate;
    }

    /** Does one round. */
    abstract void round() throws Exception;

    /** Rounds that came due while one took longer are left out. */
    @Override
    public final void run() throws Exception {
        while (!ended) {
            long next = System.nanoTime() + periodNanos;
            round();
            for (long rest = next - System.nanoTime(); rest > 0 && !ended; rest = next - System.nanoTime()) {
                LockSupport.parkNanos(rest);
            }
        }
    }

    @Override
    public final void end() {
        ended = true;
    }
}
