package io.nowait.examples.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the soak makes of a pool's own figures: a child JVM gets a fake pool where the agent would put the real one. */
class AuditTest {
    @Test
    void aPoolWhoseBooksAreInOrderPasses() throws IOException, InterruptedException {
        assertThat(soak()).contains("with nowait", "nowait hit", "exit code 0").doesNotContain("VIOLATION");
    }

    @Test
    void whatThePoolsOwnCheckFindsFailsTheRun() throws IOException, InterruptedException {
        assertThat(soak("-Dfake.verify=run_7_is_in_two_places"))
                .contains("VIOLATION pool: run_7_is_in_two_places", "exit code 1");
    }

    @Test
    void aSumThatIsNotWhatIsHeldFailsTheRun() throws IOException, InterruptedException {
        assertThat(soak("-Dfake.unaccounted=4096"))
                .contains("VIOLATION pool: lent + free + retired + emergency = 12288 is not held", "exit code 1");
    }

    @Test
    void anErrorThePoolKeptToItselfFailsTheRun() throws IOException, InterruptedException {
        assertThat(soak("-Dfake.failures=1")).contains("VIOLATION pool: it kept errors of its own", "exit code 1");
    }

    @Test
    void memoryStillLentAfterTheEndFailsTheRun() throws IOException, InterruptedException {
        assertThat(soak("-Dfake.lent=4096"))
                .contains("VIOLATION lost: after everything was given up", "lent 4 KiB", "exit code 1");
    }

    @Test
    void aPoolThatIsNeverHitFailsTheRun() throws IOException, InterruptedException {
        assertThat(soak("-Dfake.hit=0")).contains("VIOLATION pool: not a single run hit", "exit code 1");
    }

    @Test
    void aWorkerThatSeizesNothingFailsTheRun() throws IOException, InterruptedException {
        assertThat(soak("-Dfake.seized=0")).contains("VIOLATION pool: not a single run seized", "exit code 1");
    }

    private static String soak(String... properties) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xbootclasspath/a:target/test-classes"));
        command.addAll(List.of(properties));
        command.addAll(List.of(
                "-cp",
                "target/classes",
                Main.class.getName(),
                "--seconds=1",
                "--threads=2",
                "--virtual=0",
                "--settle=1",
                "--expect-pool"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "exit code " + process.waitFor();
    }
}
