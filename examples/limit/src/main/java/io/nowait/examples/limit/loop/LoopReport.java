package io.nowait.examples.limit.loop;

import io.nowait.examples.support.time.Histograms;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What the server measured between the end of the warm-up and its shutdown.
 *
 * @param allocations the event loops' allocation times in nanoseconds, in the form of {@link Histograms#encode}
 * @param outliers those over a millisecond, in the form of {@link Outlier#format}
 * @param refused allocations of the event loops that ended in an {@code OutOfMemoryError}
 * @param held allocations of the blocking threads
 * @param holdersRefused allocations of the blocking threads that ended in an {@code OutOfMemoryError}
 * @param collections garbage collections
 * @param collectionMillis time that the JVM counts for them
 */
record LoopReport(
        String allocations,
        String outliers,
        long refused,
        long held,
        long holdersRefused,
        long collections,
        long collectionMillis) {
    Histogram allocationTimes() {
        return Histograms.decode(allocations);
    }

    List<Outlier> slow() {
        return Outlier.parse(outliers);
    }
}
