package io.nowait.examples.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.examples.swap.app.Figures;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Figures QUIET = new Figures(10, 20, 0, 0, 1);
    private static final Run GOOD = run(QUIET, Map.of("hit", 30L));
    private static final Run GARBAGE = run(new Figures(10, 20, 1, 0, 1), Map.of("hit", 30L));
    private static final Run CRASH =
            new Run(1, Optional.empty(), Optional.empty(), Optional.of("SIGSEGV"), 134, Map.of());

    @Test
    void garbageOrACrashOnThePlainJdkAndNoneUnderNowaitIsAsExpected() {
        assertThat(both(GARBAGE, GOOD)).isEqualTo(Verdict.SHOWN);
        assertThat(both(CRASH, GOOD)).isEqualTo(Verdict.SHOWN);
    }

    @Test
    void garbageOrACrashUnderNowaitFails() {
        assertThat(both(GARBAGE, GARBAGE)).isEqualTo(Verdict.WRONG);
        assertThat(Verdict.of(Map.of(Side.NOWAIT, CRASH))).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aWrongAnswerIsAsBadAsAWrongByte() {
        assertThat(Verdict.of(Map.of(Side.NOWAIT, run(new Figures(10, 20, 0, 1, 1), Map.of("hit", 30L)))))
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void aPlainJdkThatSurvivesShowsNothing() {
        assertThat(both(run(QUIET, Map.of()), GOOD)).isEqualTo(Verdict.SURVIVED);
        assertThat(Verdict.SURVIVED.status()).isEqualTo(3);
    }

    @Test
    void aFailureUnderNowaitWeighsMoreThanAPlainJdkThatSurvives() {
        assertThat(both(run(QUIET, Map.of()), GARBAGE)).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aRunUnderNowaitThatDidNothingOrHadNoPoolFails() {
        assertThat(Verdict.of(Map.of(Side.NOWAIT, run(new Figures(0, 20, 0, 0, 1), Map.of("hit", 30L)))))
                .isEqualTo(Verdict.IDLE);
        assertThat(Verdict.of(Map.of(Side.NOWAIT, run(QUIET, Map.of("hit", 0L)))))
                .isEqualTo(Verdict.UNPOOLED);
        assertThat(Verdict.of(Map.of(Side.NOWAIT, run(QUIET, Map.of())))).isEqualTo(Verdict.UNPOOLED);
    }

    @Test
    void aJvmThatFailsWithoutACrashIsNoEvidence() {
        Run failed = new Run(1, Optional.of(QUIET), Optional.empty(), Optional.empty(), 1, Map.of());
        assertThat(both(failed, GOOD)).isEqualTo(Verdict.FAILED);
        assertThat(Verdict.of(Map.of(Side.NOWAIT, failed))).isEqualTo(Verdict.FAILED);
    }

    private static Verdict both(Run plain, Run nowait) {
        return Verdict.of(Map.of(Side.PLAIN, plain, Side.NOWAIT, nowait));
    }

    private static Run run(Figures figures, Map<String, Long> outcomes) {
        return new Run(1, Optional.of(figures), Optional.empty(), Optional.empty(), 0, outcomes);
    }
}
