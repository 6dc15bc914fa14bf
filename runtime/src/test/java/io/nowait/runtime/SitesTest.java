package io.nowait.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SitesTest {
    @Test
    void aSiteKeepsItsNumberAndTheLastWhoNumbersItSaysWhetherItMayWait() {
        int site = Sites.number("a.B", "c", 1, 0, null);
        int other = Sites.number("a.B", "c", 1, 1, "an annotation");
        assertThat(Sites.isNonBlocking(site)).isFalse();
        assertThat(Sites.nonBlockingBecause(site)).isNull();
        assertThat(Sites.isNonBlocking(other)).isTrue();
        assertThat(Sites.nonBlockingBecause(other)).isEqualTo("an annotation");

        assertThat(Sites.number("a.B", "c", 1, 0, "an option")).isEqualTo(site);
        assertThat(Sites.number("a.B", "c", 1, 1, null)).isEqualTo(other);
        assertThat(Sites.isNonBlocking(site)).isTrue();
        assertThat(Sites.isNonBlocking(other)).isFalse();
        assertThat(Sites.isNonBlocking(0)).isFalse();
    }
}
