package io.nowait.examples.limit.worse;

import io.nowait.examples.support.AgentSummary;
import java.io.IOException;
import java.util.Optional;

/** Compares the two sides, run by run, and adds up. */
final class Comparison {
    private final int again;
    private int runs;
    private int refused;
    private int granted;
    private int wavering;
    private int worse;
    private Optional<AgentSummary> detected = Optional.empty();
    private Optional<AgentSummary> allNonBlocking = Optional.empty();

    /**
     * Nothing is compared yet.
     *
     * @param again how often the plain JDK tries a run again that it was not refused in, and the agent's side was
     */
    Comparison(int again) {
        this.again = again;
    }

    /** Compares a group's two sides, and prints what is worse. */
    void add(Group group, Group.Ran plain, Group.Ran nowait) throws IOException {
        for (int i = 0; i < plain.outcomes().size(); i++) {
            compare(group, i, plain.outcomes().get(i), nowait.outcomes().get(i));
        }
        if (group.allNonBlocking()) {
            allNonBlocking = sum(allNonBlocking, nowait.summary());
        } else {
            detected = sum(detected, nowait.summary());
        }
    }

    private void compare(Group group, int number, Outcome plain, Outcome nowait) throws IOException {
        runs++;
        refused += plain.refused().isEmpty() ? 0 : 1;
        granted += plain.beyond(nowait).isEmpty() ? 0 : 1;
        if (nowait.beyond(plain).isEmpty()) {
            return;
        }
        Outcome either = moreOfPlain(group, number, plain, nowait);
        if (nowait.beyond(either).isEmpty()) {
            wavering++;
            return;
        }
        worse++;
        System.out.printf(
                "WORSE: %s, %s%s: %s, where the plain JDK has %s%n",
                nowait.head(),
                group.collector(),
                group.allNonBlocking() ? ", threads=all" : "",
                nowait.refused(),
                either.refused());
    }

    /** Whether dropped buffers are collected in time is not only a matter of the plan: the plain JDK may be refused now and then. */
    private Outcome moreOfPlain(Group group, int number, Outcome plain, Outcome nowait) throws IOException {
        Outcome either = plain;
        int perSeed = Runs.perSeed(group.percent());
        Group its = group.only(group.seeds().get(number / perSeed));
        for (int i = 0; i < again && !nowait.beyond(either).isEmpty(); i++) {
            either = either.or(its.run(Optional.empty(), 0).outcomes().get(number % perSeed));
        }
        return either;
    }

    private static Optional<AgentSummary> sum(Optional<AgentSummary> one, Optional<AgentSummary> other) {
        return one.isPresent() && other.isPresent() ? Optional.of(one.get().plus(other.get())) : one.or(() -> other);
    }

    /** Whether a run was worse, or nothing is shown: the agent counts errors of its own, no hit, or no miss. */
    boolean fails() {
        return worse > 0
                || !sum(detected, allNonBlocking).map(Comparison::isSound).orElse(false);
    }

    private static boolean isSound(AgentSummary counted) {
        return counted.errors() == 0 && counted.hits() > 0 && counted.outcomes().get("fallback") > 0;
    }

    /** The figures, in words. */
    @Override
    public String toString() {
        return "%d runs, %d worse; plain was refused in %d, nowait granted some of that in %d; plain wavered in %d%s%s"
                .formatted(
                        runs,
                        worse,
                        refused,
                        granted,
                        wavering,
                        shown("threads=detect", detected),
                        shown("threads=all", allNonBlocking));
    }

    private static String shown(String name, Optional<AgentSummary> summary) {
        return summary.map(counted -> "%n  %s: %s, errors %d".formatted(name, counted.outcomes(), counted.errors()))
                .orElse("");
    }
}
