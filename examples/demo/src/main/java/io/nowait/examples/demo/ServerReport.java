package io.nowait.examples.demo;

import io.nowait.examples.support.time.Histograms;
import org.HdrHistogram.Histogram;

/**
 * What the server measured between the end of the warm-up and its shutdown.
 *
 * @param allocations the handler's allocation times in nanoseconds, in the form of {@link Histograms#encode}
 * @param collections garbage collections, from the {@code GarbageCollectorMXBean}s
 * @param collectionMillis time the JVM counted for them, in milliseconds
 * @param cpuMillis CPU time of the whole server process, in milliseconds
 * @param machineLoad share of the machine's CPU time that was used, by whomever, 0 to 1; negative if unknown
 */
record ServerReport(String allocations, long collections, long collectionMillis, long cpuMillis, double machineLoad) {
    Histogram allocationTimes() {
        return Histograms.decode(allocations);
    }
}
