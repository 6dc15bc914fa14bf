package io.nowait.examples.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Short plain runs: the JDK's own buffers pass, and every fault the soak is there to find turns it red. */
class SoakTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void plainJdkBuffersPass() throws InterruptedException {
        assertThat(violations("--seconds=4")).isZero();
        assertThat(output()).contains("soak: seed 7", "violations").doesNotContain("VIOLATION");
    }

    @Test
    void aWriteAfterTheHandOverIsSeen() throws InterruptedException {
        assertThat(violations("--seconds=30", "--sabotage=early-reuse")).isPositive();
        assertThat(output()).contains("VIOLATION corruption: holder ");
    }

    @Test
    void aFreshByteThatIsNotZeroIsSeen() throws InterruptedException {
        assertThat(violations("--seconds=30", "--sabotage=unzeroed")).isPositive();
        assertThat(output()).contains("VIOLATION unzeroed: holder ", "expected 0x0, found 0x1");
    }

    @Test
    void aBufferThatStaysLentIsSeenWhileTheOthersLive() throws InterruptedException {
        assertThat(violations("--seconds=30", "--sabotage=lost")).isPositive();
        assertThat(output()).contains("VIOLATION lost: the books disagree");
    }

    @Test
    void aRunThatExpectsThePoolFailsWithoutTheAgent() throws InterruptedException {
        assertThat(violations("--seconds=1", "--expect-pool")).isPositive();
        assertThat(output()).contains("VIOLATION pool: there is no agent");
    }

    private long violations(String... more) throws InterruptedException {
        String[] common = {"--seed=7", "--threads=4", "--virtual=0", "--live=32", "--settle=2"};
        String[] all = Stream.of(common, more).flatMap(Arrays::stream).toArray(String[]::new);
        return new Soak(Options.parse(all), new PrintStream(printed, true, StandardCharsets.UTF_8)).run();
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
