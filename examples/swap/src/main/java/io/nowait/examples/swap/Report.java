package io.nowait.examples.swap;

import io.nowait.examples.swap.app.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The table of the runs, and under it what was seen first and what the agent counted. */
final class Report {
    private static final String ROW = "%-6s  %8s  %10s  %10s  %11s  %13s  %s";

    private final Map<Side, Run> runs;

    Report(Map<Side, Run> runs) {
        this.runs = runs;
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("", "seconds", "swaps", "reads", "wrong bytes", "wrong answers", "crash"));
        runs.forEach((side, run) -> lines.add(row(side, run)));
        runs.forEach(
                (side, run) -> run.first().ifPresent(first -> lines.add(side.label() + ": first wrong: " + first)));
        runs.values().stream()
                .filter(run -> !run.outcomes().isEmpty())
                .forEach(run -> lines.add("allocations under nowait: " + outcomes(run)));
        return String.join(System.lineSeparator(), lines);
    }

    private static String row(Side side, Run run) {
        return ROW.formatted(
                side.label(),
                String.format(Locale.ROOT, "%.1f", run.seconds()),
                figure(run, Figures::swaps),
                figure(run, Figures::reads),
                figure(run, Figures::wrongBytes),
                figure(run, Figures::wrongAnswers),
                end(run));
    }

    private static String figure(Run run, ToLongFunction<Figures> figure) {
        return run.figures()
                .map(last -> String.valueOf(figure.applyAsLong(last)))
                .orElse("-");
    }

    private static String end(Run run) {
        return run.crash().orElse(run.isComplete() ? "no" : "failed")
                + (run.status() == 0 ? "" : ", exit " + run.status());
    }

    private static String outcomes(Run run) {
        return run.outcomes().entrySet().stream()
                .map(outcome -> outcome.getValue() + " " + outcome.getKey())
                .collect(Collectors.joining(", "));
    }
}
