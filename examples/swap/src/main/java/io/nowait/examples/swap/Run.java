package io.nowait.examples.swap;

import io.nowait.examples.swap.app.Figures;
import java.util.Map;
import java.util.Optional;

/**
 * What came of one run of the application.
 *
 * @param seconds from when the loops began until the end
 * @param figures the last that it printed; none if it crashed before
 * @param first the first thing wrong that a reader saw
 * @param crash what killed the JVM
 * @param status the JVM's exit status
 * @param outcomes what the agent counted; none on the plain side or after a crash
 */
record Run(
        double seconds,
        Optional<Figures> figures,
        Optional<String> first,
        Optional<String> crash,
        int status,
        Map<String, Long> outcomes) {

    /** Whether a reader saw memory that had been freed. */
    boolean isEvidence() {
        return crash.isPresent() || isWrong();
    }

    boolean isWrong() {
        return first.isPresent()
                || figures.filter(last -> last.wrongBytes() + last.wrongAnswers() > 0)
                        .isPresent();
    }

    /** Whether the application ended by itself. */
    boolean isComplete() {
        return status == 0 && crash.isEmpty();
    }

    boolean hasWorked() {
        return figures.filter(last -> last.swaps() > 0 && last.reads() > 0).isPresent();
    }

    long hits() {
        return outcomes.getOrDefault("hit", 0L);
    }
}
