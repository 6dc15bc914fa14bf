package io.nowait.examples.support.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BodyTest {
    private final Body body = Body.of(7, Body.LONGEST);

    @Test
    void theRightBytesAreRight() {
        assertThat(body.wrongBytes(body.bytes())).isZero();
    }

    @Test
    void oneWrongByteIsCountedAsOne() {
        byte[] bytes = body.bytes();
        bytes[bytes.length - 1]++;

        assertThat(body.wrongBytes(bytes)).isOne();
    }

    @Test
    void missingAndSurplusBytesAreWrong() {
        assertThat(body.wrongBytes(Arrays.copyOf(body.bytes(), body.length() - 3)))
                .isEqualTo(3);
        assertThat(body.wrongBytes(Arrays.copyOf(body.bytes(), body.length() + 2)))
                .isEqualTo(2);
    }

    @Test
    void anotherRequestsBytesAreWrongAlmostEverywhere() {
        byte[] other = Body.of(8, Body.LONGEST).bytes();

        assertThat(body.wrongBytes(Arrays.copyOf(other, body.length()))).isGreaterThan(body.length() * 9L / 10);
    }

    @Test
    void lengthsSpanTheWholeRange() {
        int[] lengths = LongStream.range(0, 10_000)
                .mapToInt(request -> Body.of(request, Body.LONGEST).length())
                .sorted()
                .toArray();

        assertThat(lengths[0]).isBetween(Body.SHORTEST, Body.SHORTEST + 100);
        assertThat(lengths[lengths.length - 1]).isBetween(Body.LONGEST - 100, Body.LONGEST);
    }
}
