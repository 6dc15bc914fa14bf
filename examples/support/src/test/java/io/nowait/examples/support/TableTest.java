package io.nowait.examples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table = new Table(List.of("", "plain"));

    @Test
    void namesStandLeftAndFiguresRight() {
        table.add(List.of("GC count", "7"));
        table.add(List.of("p50", "1 234.50"));

        assertThat(table.toString().lines())
                .containsExactly(
                        "             plain", "------------------", "GC count         7", "p50       1 234.50");
    }

    @Test
    void aRowThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> table.add(List.of("p50"))).isInstanceOf(IllegalArgumentException.class);
    }
}
