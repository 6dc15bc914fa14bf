package io.nowait.examples.limit.worse;

import io.nowait.examples.limit.Direct;
import io.nowait.examples.limit.Warm;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The child program: runs of some seeds one after the other, a line for each. */
final class Runs {
    /** What a line begins with, before the refusals; joined by {@link #SEPARATOR}. */
    static final int HEAD = 5;

    static final String SEPARATOR = "; ";
    static final String END = "end";

    private final long limit;
    private final long restMillis;
    private final List<Integer> percent;

    private Runs(long limit, long restMillis, List<Integer> percent) {
        this.limit = limit;
        this.restMillis = restMillis;
        this.percent = percent;
    }

    /**
     * Runs the seeds of {@code args[3]} under a limit of {@code args[0]} bytes, filled to each of the percentages {@code args[2]}, with
     * a rest of {@code args[1]} milliseconds before each; lists are joined by commas.
     */
    public static void main(String[] args) throws InterruptedException {
        Runs runs = new Runs(
                Long.parseLong(args[0]) - Direct.used(),
                Long.parseLong(args[1]),
                numbers(args[2]).map(Integer::valueOf).toList());
        Warm.up();
        for (long seed : numbers(args[3]).map(Long::valueOf).toList()) {
            runs.seed(seed);
        }
        System.out.println(END);
        System.exit(0);
    }

    private static Stream<String> numbers(String list) {
        return Stream.of(list.split(","));
    }

    /** Lines that a seed has. */
    static int perSeed(List<Integer> percent) {
        return 2 * percent.size();
    }

    /**
     * Each seed has another order, so that each run comes first after a rest under some seed, with a pool that holds much, and under
     * others after a run that has reached the limit.
     */
    private void seed(long seed) throws InterruptedException {
        for (int i = 0; i < percent.size(); i++) {
            int fill = percent.get((int) Math.floorMod(seed + i, (long) percent.size()));
            boolean mixedFirst = seed / percent.size() % 2 == 0;
            run(seed, fill, mixedFirst, restMillis);
            run(seed, fill, !mixedFirst, 0);
        }
    }

    private void run(long seed, int fill, boolean mixed, long rest) throws InterruptedException {
        List<Step> plan = Plan.of(seed, limit, fill, mixed);
        Crew crew = Crew.of(seed);
        List<String> line = new ArrayList<>(
                List.of("seed " + seed, fill + " %", mixed ? "mixed" : "alone", crew.name(), plan.size() + " steps"));
        try (Run run = new Run(plan, crew)) {
            run.rest(rest, limit / 8);
            line.addAll(run.refused());
        }
        System.out.println(String.join(SEPARATOR, line));
    }
}
