package io.nowait.examples.support.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final int SECONDS = 20;
    private static final int RATE = 1000;

    private final long[] arrivals = Arrivals.poisson(RATE, SECONDS);

    @Test
    void bothKindsOfTurnGetTheSameArrivals() {
        assertThat(Arrivals.poisson(RATE, SECONDS)).isEqualTo(arrivals);
    }

    @Test
    void arrivalsAscendWithinTheTimeGiven() {
        assertThat(arrivals).isSorted();
        assertThat(arrivals[0]).isNotNegative();
        assertThat(arrivals[arrivals.length - 1]).isLessThan(TimeUnit.SECONDS.toNanos(SECONDS));
    }

    @Test
    void theMeanRateIsTheOneAskedFor() {
        int fourDeviations = (int) (4 * Math.sqrt(RATE * SECONDS));
        assertThat(arrivals.length).isBetween(RATE * SECONDS - fourDeviations, RATE * SECONDS + fourDeviations);
    }

    @Test
    void secondsVaryAsThoseOfAPoissonProcess() {
        double[] counts = new double[SECONDS];
        Arrays.stream(arrivals).forEach(time -> counts[(int) TimeUnit.NANOSECONDS.toSeconds(time)]++);
        double mean = (double) arrivals.length / SECONDS;
        double variance = Arrays.stream(counts)
                        .map(count -> (count - mean) * (count - mean))
                        .sum()
                / (SECONDS - 1);

        assertThat(variance / mean).isBetween(0.3, 2.5);
    }
}
