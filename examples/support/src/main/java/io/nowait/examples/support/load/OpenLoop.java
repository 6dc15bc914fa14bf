package io.nowait.examples.support.load;

import io.nowait.examples.support.time.Histograms;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Sends requests when they are due, whether or not earlier ones have been answered.
 *
 * <p>Several threads call {@link #run}, each with a connection of its own, and take the requests in the order in which they
 * are due. A request that finds every connection busy is sent late, but its time counts from when it was due: a server that
 * stalls is charged for all the requests that arrived meanwhile. That corrects for coordinated omission without guessing at
 * samples that were never taken.
 */
public final class OpenLoop {
    private final long[] arrivals;
    private final long warmupNanos;
    private final Clock clock;
    private final long start;
    private final AtomicInteger taken = new AtomicInteger();
    private final ConcurrentHistogram responses = new ConcurrentHistogram(Histograms.LONGEST_NANOS, Histograms.DIGITS);

    /**
     * Starts now.
     *
     * @param arrivals when requests are due, in nanoseconds from the start, ascending
     * @param warmupSeconds requests due earlier than this are sent but not measured
     */
    public OpenLoop(long[] arrivals, int warmupSeconds, Clock clock) {
        this.arrivals = arrivals;
        this.warmupNanos = TimeUnit.SECONDS.toNanos(warmupSeconds);
        this.clock = clock;
        this.start = clock.nanoTime();
    }

    /** Sends one request after another until none is left. */
    public void run(Exchange exchange) throws IOException {
        for (int request = taken.getAndIncrement(); request < arrivals.length; request = taken.getAndIncrement()) {
            long due = start + arrivals[request];
            clock.sleepUntil(due);
            exchange.perform(request);
            if (arrivals[request] >= warmupNanos) {
                responses.recordValue(Math.min(clock.nanoTime() - due, Histograms.LONGEST_NANOS));
            }
        }
    }

    /** Returns when the warm-up is over. */
    public void awaitEndOfWarmup() {
        clock.sleepUntil(start + warmupNanos);
    }

    /** Returns the nanoseconds gone since the end of the warm-up. */
    public long measuredNanos() {
        return clock.nanoTime() - start - warmupNanos;
    }

    /** Returns the times from due to answered, in nanoseconds, of the requests measured. */
    public Histogram responses() {
        return responses;
    }

    /** One request and its answer. */
    public interface Exchange {
        /** Sends the request with this number and returns when its answer is there. */
        void perform(int request) throws IOException;
    }
}
