package io.nowait.examples.limit.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * Why allocations took over a millisecond: an outlier is the collector's if without the collector's pauses it would have taken
 * less, else the scheduler's if without both it would have; else it is unexplained.
 *
 * @param collector how many the collector's pauses explain
 * @param descheduled how many want of a processor explains, or both together
 * @param unexplained what is left of those that nothing explains, in nanoseconds, the longest first
 */
record Reasons(int collector, int descheduled, List<Long> unexplained) {

    static Reasons of(List<Outlier> outliers, Pauses pauses) {
        int collector = 0;
        int descheduled = 0;
        List<Long> unexplained = new ArrayList<>();
        for (Outlier outlier : outliers) {
            long withoutCollector = outlier.nanos() - pauses.within(outlier);
            long left = withoutCollector - outlier.runDelay();
            if (withoutCollector <= Outlier.NANOS) {
                collector++;
            } else if (left <= Outlier.NANOS) {
                descheduled++;
            } else {
                unexplained.add(left);
            }
        }
        unexplained.sort((one, other) -> Long.compare(other, one));
        return new Reasons(collector, descheduled, unexplained);
    }

    Reasons plus(Reasons other) {
        List<Long> both = new ArrayList<>(unexplained);
        both.addAll(other.unexplained);
        both.sort((one, two) -> Long.compare(two, one));
        return new Reasons(collector + other.collector, descheduled + other.descheduled, both);
    }
}
