package io.nowait.examples.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SwapTest {
    @Test
    void aWrongOptionIsNamedWithWhatIsAllowed() {
        assertThat(refusal("--side=left")).contains("--side").contains("PLAIN, NOWAIT, BOTH");
        assertThat(refusal("--seconds=0")).contains("--seconds").contains("a number from 1 up");
        assertThat(refusal("--sizes=16k,100")).contains("--sizes").contains("a multiple of 8 from 128 to 1m");
        assertThat(refusal("--rate=-1")).contains("--rate").contains("a number from 0 up");
        assertThat(refusal("--speed=9")).contains("--speed=9");
    }

    @Test
    void anAgentThatIsNotThereIsAFailureNotAPlainRun() {
        assertThat(Swap.commandLine().execute("--side=nowait", "--agent=no-such.jar"))
                .isEqualTo(1);
    }

    private static String refusal(String argument) {
        StringWriter said = new StringWriter();
        CommandLine line = Swap.commandLine().setErr(new PrintWriter(said));
        assertThat(line.execute(argument)).isEqualTo(2);
        return said.toString();
    }
}
