package io.nowait.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetsTest {
    @Test
    void belowTheFloorOnlyTheLoopHasATarget() {
        assertThat(Targets.of(Point.BURST, 1024)).isEmpty();
        assertThat(Targets.of(Point.LOOP, 1024)).containsExactly(new Target(Side.PLAIN, 1.05));
    }

    @Test
    void burstsAreHeldAgainstPlainAndAdaptive() {
        Target adaptive = new Target(Side.ADAPTIVE, 0.6);

        assertThat(Targets.of(Point.BURST, 4096)).containsExactly(new Target(Side.PLAIN, 0.25), adaptive);
        assertThat(Targets.of(Point.BURST, 16_384)).containsExactly(adaptive);
        assertThat(Targets.of(Point.BURST, 1_048_576)).containsExactly(new Target(Side.PLAIN, 0.03), adaptive);
    }

    @Test
    void theLoopMayLoseALittleAboveSixteenKibibytes() {
        assertThat(Targets.of(Point.LOOP, 16_384)).containsExactly(new Target(Side.PLAIN, 0.8));
        assertThat(Targets.of(Point.LOOP, 65_536)).containsExactly(new Target(Side.PLAIN, 1.1));
    }

    @Test
    void aRatioOnTheTargetMeetsIt() {
        Target target = new Target(Side.PLAIN, 0.6);

        assertThat(target.met(0.6)).isTrue();
        assertThat(target.met(0.601)).isFalse();
    }
}
