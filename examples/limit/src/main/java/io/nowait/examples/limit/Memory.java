package io.nowait.examples.limit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What this JVM holds at one moment.
 *
 * @param resident bytes of the process in memory, as Linux counts them in {@code smaps_rollup}
 * @param heap bytes of the Java heap in use after a collection
 * @param direct bytes of direct buffers, as the JVM's management bean tells them
 * @param pool the figures of the agent's runtime; empty without it
 */
public record Memory(long resident, long heap, long direct, Map<String, Long> pool) {
    private static final Path ROLLUP = Path.of("/proc/self/smaps_rollup");

    /** Collects garbage twice and looks. */
    public static Memory now() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return new Memory(residentBytes(), runtime.totalMemory() - runtime.freeMemory(), Direct.used(), Pool.figures());
    }

    /** A figure of the agent's runtime, 0 without it or if it has no such figure. */
    public long of(String figure) {
        return pool.getOrDefault(figure, 0L);
    }

    /** Bytes of this process in memory. */
    public static long residentBytes() {
        try {
            return Files.readAllLines(ROLLUP).stream()
                    .filter(line -> line.startsWith("Rss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
