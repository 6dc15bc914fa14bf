package io.nowait.runtime;

import java.util.List;
import java.util.Map;

/** A pool that lends nothing and says what system properties tell it to; in the boot loader of a child JVM only. */
public final class Control {
    private Control() {}

    public static String verify() {
        return System.getProperty("fake.verify", "");
    }

    public static Snapshot snapshot() {
        long lent = Long.getLong("fake.lent", 0);
        return new Snapshot(
                Map.of("hit", Long.getLong("fake.hit", 1)),
                new Memory(lent, 8192, 0, 4096, lent + 12_288 + Long.getLong("fake.unaccounted", 0)),
                List.of("Some.site:1"));
    }

    public record Snapshot(Map<String, Long> outcomes, Memory memory, List<String> sites) {}

    public record Memory(long lent, long free, long retired, long emergency, long held) {}
}
