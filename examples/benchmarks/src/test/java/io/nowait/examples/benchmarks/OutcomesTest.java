package io.nowait.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OutcomesTest {
    @Test
    void hitsAreCountedAgainstAllOutcomes() {
        String summary = "{\"outcomes\": {\"hit\": 3, \"refill\":1}, \"memory\": {\"lent\": 9}}";

        assertThat(Outcomes.hitShare(summary)).isEqualTo(0.75);
    }

    @Test
    void aSummaryWithoutAllocationsIsNoMeasurement() {
        assertThatThrownBy(() -> Outcomes.hitShare("{\"outcomes\": {\"hit\": 0}}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Outcomes.hitShare("")).isInstanceOf(IllegalArgumentException.class);
    }
}
