package io.nowait.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.runtime.reserve.SiteContext;
import org.junit.jupiter.api.Test;

class SitesTest {
    @Test
    void aSiteKeepsItsNumberAndTheLastWhoNumbersItSaysWhetherItMayWaitAndIsExempt() {
        int site = Sites.number("a.B", "c", 1, 0, null, false);
        int other = Sites.number("a.B", "c", 1, 1, "an annotation", true);
        assertThat(Sites.context(site)).isEqualTo(SiteContext.NONE);
        assertThat(Sites.context(other)).isEqualTo(new SiteContext("an annotation", true));

        assertThat(Sites.number("a.B", "c", 1, 0, null, true)).isEqualTo(site);
        assertThat(Sites.number("a.B", "c", 1, 1, null, false)).isEqualTo(other);
        assertThat(Sites.context(site)).isEqualTo(new SiteContext(null, true));
        assertThat(Sites.context(other)).isEqualTo(SiteContext.NONE);

        assertThat(Sites.number("a.B", "c", 1, 0, "an option", true)).isEqualTo(site);
        assertThat(Sites.context(site)).isEqualTo(new SiteContext("an option", true));
        assertThat(Sites.context(0)).isEqualTo(SiteContext.NONE);
    }
}
