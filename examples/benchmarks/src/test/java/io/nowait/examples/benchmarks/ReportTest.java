package io.nowait.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Report report = new Report(EnumSet.of(Side.PLAIN, Side.NOWAIT, Side.ADAPTIVE));

    @Test
    void ratiosStandBesideTheirTargets() {
        String table = table(Point.BURST, plain(200, 64), nowait(20, 64), adaptive(50));

        assertThat(table).containsPattern("0\\.100 +<= 0\\.25 +met +0\\.400 +<= 0\\.6 +met");
        assertThat(report.verdict()).isEqualTo("3 of 3 targets met");
    }

    @Test
    void whatIsMissedIsSaid() {
        String table = table(Point.BURST, plain(60, 64), nowait(30, 65), adaptive(40));

        assertThat(table)
                .containsPattern("0\\.500 +<= 0\\.25 +NOT MET +0\\.750 +<= 0\\.6 +NOT MET")
                .containsPattern("heap B +64 +65 +12 +1\\.016 +<= 1\\.0 +NOT MET");
        assertThat(report.verdict()).isEqualTo("0 of 3 targets met");
    }

    @Test
    void aRatioWithoutATargetIsNotJudged() {
        String table = table(Point.LOOP, plain(100, 64), nowait(50, 64), adaptive(40));

        assertThat(table).containsPattern("time ns .* 0\\.500 +<= 0\\.8 +met +1\\.250 +- *\\R");
        assertThat(report.verdict()).isEqualTo("2 of 2 targets met");
    }

    @Test
    void theShareOfHitsIsShown() {
        assertThat(table(Point.LOOP, plain(1, 1), nowait(1, 1), adaptive(1))).contains("97.5 %");
    }

    private static Figures plain(double nanos, long heap) {
        return new Figures(nanos, heap, 2 * nanos, OptionalDouble.empty());
    }

    private static Figures nowait(double nanos, long heap) {
        return new Figures(nanos, heap, 2 * nanos, OptionalDouble.of(0.975));
    }

    private static Figures adaptive(double nanos) {
        return new Figures(nanos, 12, 2 * nanos, OptionalDouble.empty());
    }

    private String table(Point point, Figures plain, Figures nowait, Figures adaptive) {
        Map<Side, Figures> row = new EnumMap<>(Side.class);
        row.put(Side.PLAIN, plain);
        row.put(Side.NOWAIT, nowait);
        row.put(Side.ADAPTIVE, adaptive);
        return report.table(point, Map.of(4096, row));
    }
}
