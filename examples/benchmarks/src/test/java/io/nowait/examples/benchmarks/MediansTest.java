package io.nowait.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediansTest {
    @Test
    void theMiddleCountsWhateverTheOrder() {
        assertThat(Medians.of(9, 1, 5)).isEqualTo(5);
    }

    @Test
    void ofTwoInTheMiddleItIsTheMean() {
        assertThat(Medians.of(4, 1, 2, 100)).isEqualTo(3);
    }
}
