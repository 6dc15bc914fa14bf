package io.nowait.examples.torture.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StampTest {
    private final ByteBuffer page = ByteBuffer.allocate(4096);

    @Test
    void aPageHoldsTheGenerationThatWasStamped() {
        Stamp.write(page, 7);
        assertThat(Stamp.mismatch(page, 7)).isEqualTo(-1);
        assertThat(Stamp.mismatch(page, 7, new SplittableRandom(1))).isEqualTo(-1);
    }

    @Test
    void zerosAndAnotherGenerationDoNotPass() {
        assertThat(Stamp.mismatch(page, 0)).isZero();
        Stamp.write(page, 8);
        assertThat(Stamp.mismatch(page, 7, new SplittableRandom(1))).isEqualTo(8);
    }

    @Test
    void anyWordThatIsAnotherIsFound() {
        for (int place = 0; place < page.capacity(); place += Long.BYTES) {
            Stamp.write(page, 7);
            page.putLong(place, ~page.getLong(place));
            assertThat(Stamp.mismatch(page, 7)).isEqualTo(place);
        }
    }
}
