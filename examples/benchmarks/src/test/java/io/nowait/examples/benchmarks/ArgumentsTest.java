package io.nowait.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @Test
    void everythingIsMeasuredUnlessAsked() {
        Arguments arguments = Arguments.parse();

        assertThat(arguments.points).containsExactly(Point.values());
        assertThat(arguments.sides).containsExactly(Side.values());
        assertThat(arguments.sizes).containsExactly(1024, 4096, 16_384, 65_536, 1_048_576);
    }

    @Test
    void pointsGoByLetterOrName() {
        assertThat(Arguments.parse("--only", "a,handover").points).containsExactly(Point.BURST, Point.HANDOVER);
    }

    @Test
    void sizesHaveUnits() {
        assertThat(Arguments.parse("--sizes", "512,4k,1m").sizes).containsExactly(512, 4096, 1_048_576);
    }

    @Test
    void laterOptionsRefineTheQuickForm() {
        Arguments arguments = Arguments.parse("--quick", "--rounds", "2");

        assertThat(arguments.rounds).isEqualTo(2);
        assertThat(arguments.iterations).isLessThan(Arguments.parse().iterations);
    }

    @ParameterizedTest
    @CsvSource({
        "--only, e, allowed are a burst",
        "--sides, jdk, allowed are plain",
        "--sizes, 0, allowed are sizes",
        "--sizes, k, allowed are sizes",
        "--sizes, 4096m, allowed are sizes",
        "--rounds, 0, allowed are whole numbers",
        "--wrong, 1, is unknown",
    })
    void aBadValueIsNamedWithWhatIsAllowed(String option, String value, String allowed) {
        assertThatThrownBy(() -> Arguments.parse(option, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(option, allowed);
    }
}
