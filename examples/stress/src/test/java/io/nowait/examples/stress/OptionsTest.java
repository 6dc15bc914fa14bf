package io.nowait.examples.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void withoutArgumentsItIsTheTenMinuteForm() {
        Options options = Options.parse();
        assertThat(options.seconds()).isEqualTo(600);
        assertThat(options.threads()).isEqualTo(16);
        assertThat(options.virtual()).isEqualTo(Runtime.version().feature() >= 21 ? 10_000 : 0);
        assertThat(options.sabotage()).isEqualTo(Sabotage.NONE);
    }

    @Test
    void anUnknownArgumentIsNamed() {
        assertThatThrownBy(() -> Options.parse("--second=3")).hasMessageStartingWith("--second=3: unknown");
    }

    @Test
    void aBadValueIsNamedWithWhatIsAllowed() {
        assertThatThrownBy(() -> Options.parse("--threads=0"))
                .hasMessage("--threads=0: a whole number from 1 up is needed");
        assertThatThrownBy(() -> Options.parse("--seed=x")).hasMessage("--seed=x: a whole number is needed");
        assertThatThrownBy(() -> Options.parse("--sabotage=all"))
                .hasMessage("--sabotage=all: allowed are none, early-reuse, unzeroed, lost");
    }
}
