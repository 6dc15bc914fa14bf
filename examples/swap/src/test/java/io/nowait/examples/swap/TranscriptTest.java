package io.nowait.examples.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.examples.swap.app.Figures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    @Test
    void theLastFiguresCountAndAJvmsLastWordsDoNot() throws IOException {
        Transcript transcript = transcript("""
                serving
                swaps=1 reads=2 wrong-bytes=0 wrong-answers=0 seconds=1.00
                first wrong: loop-0: expected this, found that
                swaps=3 reads=4 wrong-bytes=5 wrong-answers=6 seconds=2.00
                # A fatal error has been detected by the Java Runtime Environment:
                """);

        assertThat(transcript.figures()).contains(new Figures(3, 4, 5, 6, 2));
        assertThat(transcript.first().orElseThrow())
                .startsWith("after ")
                .endsWith(" s, loop-0: expected this, found that");
    }

    @Test
    void aJvmThatSaysNothingHasNoFigures() throws IOException {
        assertThat(transcript("").figures()).isEmpty();
        assertThat(transcript("").first()).isEmpty();
    }

    @Test
    void aCrashIsNamedByTheSignalInTheErrorFile() {
        assertThat(CrashReport.cause("""
                #
                # A fatal error has been detected by the Java Runtime Environment:
                #
                #  SIGSEGV (0xb) at pc=0x00007f2a, pid=1, tid=2
                """)).isEqualTo("SIGSEGV");
        assertThat(CrashReport.ofStatus(134)).contains("SIGABRT");
        assertThat(CrashReport.ofStatus(1)).isEmpty();
    }

    @Test
    void aJvmThatWasKilledForItsTimeLimitDidNotCrash() {
        assertThat(CrashReport.ofStatus(137)).isEmpty();
    }

    private static Transcript transcript(String lines) throws IOException {
        return Transcript.of(new BufferedReader(new StringReader(lines)));
    }
}
