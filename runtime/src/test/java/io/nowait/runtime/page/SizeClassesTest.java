package io.nowait.runtime.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizeClassesTest {
    @Test
    void everyRequestGetsTheSmallestClassThatHoldsIt() {
        for (int bytes = 1; bytes <= SizeClasses.LARGEST; bytes++) {
            int sizeClass = SizeClasses.of(bytes);
            boolean holds = SizeClasses.bytes(sizeClass) >= bytes;
            boolean smallest = sizeClass == 0 || SizeClasses.bytes(sizeClass - 1) < bytes;
            if (!holds || !smallest) {
                assertThat(SizeClasses.bytes(sizeClass))
                        .as("class of %d", bytes)
                        .isEqualTo(bytes);
            }
        }
    }

    @Test
    void sizesAreWholePagesAndRiseToTheLargest() {
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            assertThat(SizeClasses.bytes(sizeClass) % SizeClasses.PAGE).isZero();
            if (sizeClass > 0) {
                assertThat(SizeClasses.bytes(sizeClass)).isGreaterThan(SizeClasses.bytes(sizeClass - 1));
            }
        }
        assertThat(SizeClasses.bytes(SizeClasses.COUNT - 1)).isEqualTo(SizeClasses.LARGEST);
    }

    @Test
    void wasteIsAtMostAQuarterFromSixteenKibibytesUp() {
        for (int sizeClass = SizeClasses.of(16 << 10); sizeClass < SizeClasses.COUNT - 1; sizeClass++) {
            int smallestRequest = SizeClasses.bytes(sizeClass) + 1;
            int waste = SizeClasses.bytes(sizeClass + 1) - smallestRequest;
            assertThat(waste * 4L).as("waste of %d", smallestRequest).isLessThanOrEqualTo(smallestRequest);
        }
    }
}
