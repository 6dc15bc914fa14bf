package io.nowait.examples.torture.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    void onlyTheFirstTwoBucketsAreSound() {
        assertThat(histogram.add(0)).isTrue();
        assertThat(histogram.add(1)).isTrue();
        assertThat(histogram.add(2)).isFalse();
        assertThat(histogram).hasToString(" 1 1 1 0 0 0 0 0 0 0 0");
    }

    @Test
    void whatIsOlderThanThePipeIsLongCountsAsThat() {
        assertThat(histogram.add(1_000)).isFalse();
        assertThat(histogram).hasToString(" 0 0 0 0 0 0 0 0 0 0 1");
    }
}
