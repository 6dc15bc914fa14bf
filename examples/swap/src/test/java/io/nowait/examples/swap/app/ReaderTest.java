package io.nowait.examples.swap.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReaderTest {
    private static final int SIZE = 1000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Findings findings = new Findings(new PrintStream(out, true));

    @ParameterizedTest
    @EnumSource(Look.class)
    void aTableIsRightThroughEveryView(Look look) {
        assertThat(reader(look).sum(Table.of(9, SIZE))).isEqualTo(Table.sum(9, SIZE));
        assertThat(findings.figures(0).wrongBytes()).isZero();
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void oneWrongByteIsFoundWhereverItIs(Look look) {
        Table table = Table.of(9, SIZE);
        for (int at : new int[] {0, 500, SIZE - 1}) {
            table.bytes().put(at, (byte) ~table.bytes().get(at));
        }
        assertThat(reader(look).sum(table)).isNotEqualTo(Table.sum(9, SIZE));
        assertThat(findings.figures(0).wrongBytes()).isEqualTo(3);
    }

    @Test
    void theFirstWrongWordIsSaidWithItsOriginAndNoOther() throws InterruptedException {
        Table table = Table.of(9, SIZE);
        table.bytes().putLong(16, Pattern.word(10, 4)).putLong(24, 0);
        reader(Look.ROOT).sum(table);
        assertThat(out)
                .hasToString("first wrong: loop: expected generation 9 at offset 16, found generation 10 at offset 32"
                        + System.lineSeparator());
        assertThat(findings.awaitWrong(0)).isTrue();
    }

    @Test
    void figuresSurviveBeingPrinted() {
        Figures figures = new Figures(1, 2, 3, 4, 5.25);
        assertThat(Figures.parse(figures.toString())).contains(figures);
        assertThat(Figures.parse("serving")).isEmpty();
    }

    private Reader reader(Look look) {
        return new Reader("loop", look, 0, findings);
    }
}
