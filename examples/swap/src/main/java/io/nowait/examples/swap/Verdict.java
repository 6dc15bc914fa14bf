package io.nowait.examples.swap;

import java.util.Map;

/** What the runs show, as a sentence and an exit status. */
enum Verdict {
    SHOWN(0, "As expected."),
    FAILED(1, "FAILED: a JVM could not run the application."),
    WRONG(1, "FAILED: wrong bytes or a crash under nowait."),
    IDLE(1, "FAILED: under nowait nothing was swapped or nothing read."),
    UNPOOLED(1, "FAILED: the agent lent not one run."),
    SURVIVED(3, "The plain JDK survived: this run shows nothing.");

    private final int status;
    private final String sentence;

    Verdict(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    /** Judges the sides that were run; what went wrong under nowait weighs most. */
    static Verdict of(Map<Side, Run> runs) {
        Run nowait = runs.get(Side.NOWAIT);
        Verdict under = nowait == null ? SHOWN : underNowait(nowait);
        Run plain = runs.get(Side.PLAIN);
        return under != SHOWN || plain == null ? under : onPlain(plain);
    }

    private static Verdict underNowait(Run run) {
        if (run.isEvidence()) {
            return WRONG;
        }
        if (!run.isComplete()) {
            return FAILED;
        }
        if (!run.hasWorked()) {
            return IDLE;
        }
        return run.hits() == 0 ? UNPOOLED : SHOWN;
    }

    private static Verdict onPlain(Run run) {
        if (run.isEvidence()) {
            return SHOWN;
        }
        return run.isComplete() ? SURVIVED : FAILED;
    }

    int status() {
        return status;
    }

    String sentence() {
        return sentence;
    }
}
