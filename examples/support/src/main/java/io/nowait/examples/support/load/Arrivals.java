package io.nowait.examples.support.load;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** When requests are due: a Poisson process, as of many callers who know nothing of each other. */
public final class Arrivals {
    private static final long SEED = 20200918;

    private Arrivals() {}

    /**
     * Returns the times at which requests are due, in nanoseconds from the start, ascending; the same for equal arguments.
     *
     * @param perSecond the mean rate, above 0
     * @param seconds how long requests arrive
     */
    public static long[] poisson(double perSecond, int seconds) {
        SplittableRandom random = new SplittableRandom(SEED);
        double meanGap = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long end = TimeUnit.SECONDS.toNanos(seconds);
        LongStream.Builder due = LongStream.builder();
        double time = 0;
        while ((time += -Math.log(1 - random.nextDouble()) * meanGap) < end) {
            due.add((long) time);
        }
        return due.build().toArray();
    }
}
