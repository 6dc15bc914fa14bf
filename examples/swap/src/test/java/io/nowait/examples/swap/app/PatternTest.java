package io.nowait.examples.swap.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatternTest {
    @Test
    void aWordTellsWhereItCameFrom() {
        assertThat(Pattern.origin(Pattern.word(1, 0))).isEqualTo("generation 1 at offset 0");
        assertThat(Pattern.origin(Pattern.word(600_000, 8191))).isEqualTo("generation 600000 at offset 65528");
        assertThat(Pattern.origin(Pattern.word(-7, 3))).isEqualTo("scratch buffer 7 at offset 24");
        assertThat(Pattern.origin(0)).isEqualTo("zero");
        assertThat(Pattern.origin(0x5555_5555_5555_5555L)).isEqualTo("0x5555555555555555, which is of no table");
    }

    @Test
    void noWordIsThatOfAnotherGenerationOrPlace() {
        assertThat(Pattern.word(5, 6)).isNotIn(Pattern.word(6, 6), Pattern.word(5, 5), Pattern.word(-5, 6), 0L);
    }

    @Test
    void differingBytesAreCountedOneByOne() {
        assertThat(Pattern.differingBytes(7, 7)).isZero();
        assertThat(Pattern.differingBytes(0, 0x8000_0000_0000_0001L)).isEqualTo(2);
        assertThat(Pattern.differingBytes(0, -1)).isEqualTo(8);
    }
}
