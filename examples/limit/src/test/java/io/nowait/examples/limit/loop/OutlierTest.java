package io.nowait.examples.limit.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlierTest {
    @Test
    void outliersComeBackFromTheirText() {
        List<Outlier> outliers = List.of(new Outlier(-5, 2, 3, "loop-1"), new Outlier(7, 8, 0, "a, b"));
        assertThat(Outlier.parse(Outlier.format(outliers))).isEqualTo(outliers);
        assertThat(Outlier.parse(Outlier.format(List.of()))).isEmpty();
    }

    @Test
    void theRunDelayIsTheSecondFigure() {
        assertThat(second("143358 106908 2\n")).isEqualTo(106_908);
        assertThat(second("1 0 2\n")).isZero();
        assertThatThrownBy(() -> second("1 x 2\n")).hasMessageContaining("1 x 2");
    }

    private static long second(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        return RunDelay.second(bytes, bytes.length);
    }
}
