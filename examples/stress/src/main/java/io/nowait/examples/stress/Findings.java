package io.nowait.examples.stress;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps the violations, prints the first with its stack, and ends the run at it. Thread-safe. */
final class Findings {
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicLong count = new AtomicLong();
    private final AtomicReference<Violation> first = new AtomicReference<>();
    private final PrintStream out;

    Findings(PrintStream out) {
        this.out = out;
    }

    void report(Violation violation) {
        report(violation, new Throwable("found here"));
    }

    void unexpected(Throwable thrown) {
        report(new Violation("exception", thrown + " in " + Thread.currentThread()), thrown);
    }

    private void report(Violation violation, Throwable where) {
        count.incrementAndGet();
        if (first.compareAndSet(null, violation)) {
            synchronized (out) {
                out.println("VIOLATION " + violation.kind() + ": " + violation.detail());
                where.printStackTrace(out);
            }
        }
        stop.countDown();
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
    boolean sleep(long millis) throws InterruptedException {
        return stop.await(millis, TimeUnit.MILLISECONDS);
    }
}
