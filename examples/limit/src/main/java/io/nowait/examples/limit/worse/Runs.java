package io.nowait.examples.limit.worse;

import io.nowait.examples.limit.Direct;
import java.util.ArrayList;
import java.util.List;

/** The child program: runs of many seeds one after the other, a line for each. */
final class Runs {
    private static final int[] PERCENT = {50, 75, 90, 99, 100};

    private Runs() {}

    /** Runs {@code args[1]} seeds from {@code args[0]} on, under a limit of {@code args[2]} bytes. */
    public static void main(String[] args) {
        long first = Long.parseLong(args[0]);
        long limit = Long.parseLong(args[2]) - Direct.used();
        for (long seed = first; seed < first + Long.parseLong(args[1]); seed++) {
            for (int percent : PERCENT) {
                run(seed, limit, percent, false);
                run(seed, limit, percent, true);
            }
        }
        System.out.println("end");
        System.exit(0);
    }

    private static void run(long seed, long limit, int percent, boolean mixed) {
        List<Step> plan = Plan.of(seed, limit, percent, mixed);
        boolean loops = seed % 2 == 1;
        List<String> line = new ArrayList<>(List.of(
                "seed " + seed,
                percent + " %",
                mixed ? "mixed" : "alone",
                loops ? "with event loops" : "plain threads",
                plan.size() + " steps"));
        line.addAll(Run.of(plan, loops));
        System.out.println(String.join("; ", line));
    }
}
