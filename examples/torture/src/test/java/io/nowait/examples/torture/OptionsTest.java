package io.nowait.examples.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void withoutArgumentsTheRuntimeAsItIsIsTorturedForAMinute() {
        Options options = Options.parse();
        assertThat(options.seconds()).isEqualTo(60);
        assertThat(options.delays()).isTrue();
        assertThat(options.mutant()).isEmpty();
    }

    @Test
    void anUnknownArgumentIsNamed() {
        assertThatThrownBy(() -> Options.parse("--second=3")).hasMessageStartingWith("--second=3: unknown");
    }

    @Test
    void aBadValueIsNamedWithWhatIsAllowed() {
        assertThatThrownBy(() -> Options.parse("--seconds=0"))
                .hasMessage("--seconds=0: a whole number from 1 up is needed");
        assertThatThrownBy(() -> Options.parse("--seed=x")).hasMessage("--seed=x: a whole number is needed");
        assertThatThrownBy(() -> Options.parse("--delays=2")).hasMessage("--delays=2: allowed are true, false");
    }

    @Test
    void classesAreWrittenForAMutantOnly() {
        assertThatThrownBy(() -> Options.parse("--write=target")).hasMessage("--write=target: only with --mutant");
    }
}
