package io.nowait.examples.torture.run;

import io.nowait.examples.torture.copy.Delay;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts failures, prints the first with its stack, and ends the run at it. Thread-safe. */
final class Findings {
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicLong count = new AtomicLong();
    private final long began = System.nanoTime();
    private final PrintStream out;

    Findings(PrintStream out) {
        this.out = out;
    }

    void report(String kind, String detail) {
        report(kind, detail, new Throwable("found here"));
    }

    void unexpected(Throwable thrown) {
        report("exception", thrown + " in " + Thread.currentThread(), thrown);
    }

    private void report(String kind, String detail, Throwable where) {
        if (count.getAndIncrement() == 0) {
            synchronized (out) {
                out.printf("FAILURE %s after %.1f s: %s%n", kind, seconds(), detail);
                out.println("hot edges: " + Delay.hotNow());
                where.printStackTrace(out);
            }
        }
        stop.countDown();
    }

    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    long count() {
        return count.get();
    }

    /** Asks all actors to end. */
    void stop() {
        stop.countDown();
    }

    boolean stopped() {
        return stop.getCount() == 0;
    }

    /** Sleeps, or returns true at once when the run ends. */
    boolean sleepMillis(long millis) throws InterruptedException {
        return stop.await(millis, TimeUnit.MILLISECONDS);
    }
}
