package io.nowait.examples.support.load;

import java.util.concurrent.locks.LockSupport;

/** Time in nanoseconds as of {@link System#nanoTime}, and waiting for it. Thread-safe. */
public interface Clock {
    /** The machine's clock. */
    Clock SYSTEM = new Clock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleepUntil(long time) {
            for (long left = time - nanoTime(); left > 0; left = time - nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    };

    long nanoTime();

    /** Returns once {@code time} has come, at once if it is past. */
    void sleepUntil(long time);
}
