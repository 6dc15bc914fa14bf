package io.nowait.runtime.count;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DurationsTest {
    private final Durations durations = new Durations();

    @Test
    void nothingCountedIsZero() {
        assertThat(durations.total()).isZero();
        assertThat(durations.longest()).isZero();
        assertThat(durations.quantile(0.99)).isZero();
    }

    @Test
    void aQuantileIsAQuarterTooLargeAtMost() {
        for (long nanos = 1; nanos < 1L << 62; nanos += 1 + nanos / 3) {
            Durations one = new Durations();
            one.record(nanos);
            one.record(Long.MAX_VALUE);
            assertThat(one.quantile(0.5)).isBetween(nanos, nanos + nanos / 4);
        }
    }

    @Test
    void quantilesFollowTheShares() {
        for (int nanos = 1; nanos <= 1000; nanos++) {
            durations.record(nanos);
        }
        assertThat(durations.quantile(0.5)).isBetween(500L, 625L);
        assertThat(durations.quantile(0.99)).isBetween(990L, 1000L);
        assertThat(durations.quantile(1)).isEqualTo(1000);
        assertThat(durations.longest()).isEqualTo(1000);
        assertThat(durations.total()).isEqualTo(1000);
    }

    @Test
    void aClockThatWentBackCountsAsNothing() {
        durations.record(-5);
        assertThat(durations.quantile(1)).isZero();
        assertThat(durations.longest()).isZero();
    }
}
