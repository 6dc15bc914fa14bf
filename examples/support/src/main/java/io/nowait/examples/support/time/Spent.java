package io.nowait.examples.support.time;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this JVM has spent since its start.
 *
 * @param collections garbage collections
 * @param collectionMillis time counted for them, in milliseconds
 * @param cpuNanos CPU time of all its threads, in nanoseconds
 * @param machineLoad share of the machine's CPU time used, by whomever, since the last call of {@link #now}, 0 to 1;
 *     negative if unknown
 */
public record Spent(long collections, long collectionMillis, long cpuNanos, double machineLoad) {

    public static Spent now() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long collections = 0;
        long collectionMillis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += collector.getCollectionCount();
            collectionMillis += collector.getCollectionTime();
        }
        return new Spent(collections, collectionMillis, system.getProcessCpuTime(), system.getCpuLoad());
    }
}
