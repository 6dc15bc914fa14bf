package io.nowait.examples.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * All that was measured of one side at one point and size.
 *
 * @param forks one result a round
 * @param hits the hits' share of all allocations in each fork under the agent; empty without it
 */
record Measured(List<RunResult> forks, List<Double> hits) {
    private static final String HEAP = "gc.alloc.rate.norm";

    Measured() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    /** The figures, each the median of the iterations of all forks; of the hits' shares the lowest. */
    Figures figures() {
        return new Figures(
                median(each -> each.getPrimaryResult().getScore()),
                Math.round(median(each -> secondary(each, HEAP))),
                median(each -> secondary(each, CpuProfiler.RESULT)),
                hits.stream().mapToDouble(share -> share).min());
    }

    private double median(ToDoubleFunction<IterationResult> figure) {
        return Medians.of(forks.stream()
                .map(RunResult::getBenchmarkResults)
                .flatMap(Collection::stream)
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(figure)
                .toArray());
    }

    private static double secondary(IterationResult iteration, String name) {
        return iteration.getSecondaryResults().get(name).getScore();
    }
}
