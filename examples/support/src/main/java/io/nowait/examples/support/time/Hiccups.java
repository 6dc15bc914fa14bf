package io.nowait.examples.support.time;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How late a thread of the runner, which has nothing else to do, wakes while a turn is measured.
 *
 * <p>The machine itself, or other work on it, made it late, and makes server and client late in the same way: a turn with
 * long hiccups says little.
 */
public final class Hiccups implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 1;
    private static final long INTERVAL_NANOS = INTERVAL_MILLIS * 1_000_000;

    private final ConcurrentHistogram late = new ConcurrentHistogram(Histograms.LONGEST_NANOS, Histograms.DIGITS);
    private final Thread thread = new Thread(this::watch, "hiccups");

    /** Watches from now until closed. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (true) {
                long before = System.nanoTime();
                Thread.sleep(INTERVAL_MILLIS);
                long nanos = System.nanoTime() - before - INTERVAL_NANOS;
                late.recordValue(Math.max(0, Math.min(nanos, Histograms.LONGEST_NANOS)));
            }
        } catch (InterruptedException closed) {
            return;
        }
    }

    /** Returns by how much the thread was late, in nanoseconds, so far. */
    public Histogram late() {
        return late;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
