package io.nowait.examples.demo;

import org.HdrHistogram.Histogram;

/**
 * What the server measured between the end of the warm-up and its shutdown.
 *
 * @param allocations the handler's allocation times in nanoseconds, in the form of {@link Histograms#encode}
 * @param collections garbage collections, from the {@code GarbageCollectorMXBean}s
 * @param collectionMillis time the JVM counted for them, in milliseconds
 */
record ServerReport(String allocations, long collections, long collectionMillis) {
    Histogram allocationTimes() {
        return Histograms.decode(allocations);
    }
}
