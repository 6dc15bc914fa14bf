package io.nowait.runtime;

import java.util.List;

/** A pool that lends nothing and says what system properties tell it to; in the boot loader of a child JVM only. */
public final class Control {
    private Control() {}

    public static String verify() {
        return System.getProperty("fake.verify", "");
    }

    public static Snapshot snapshot() {
        long lent = Long.getLong("fake.lent", 0);
        return new Snapshot(
                Long.getLong("fake.hit", 1),
                List.of(new Site("Some.site:1", 0, 0), new Site("Some.site:2", lent, lent / 4096)),
                new Memory(lent, 12_288, lent + 12_288 + Long.getLong("fake.unaccounted", 0)),
                Long.getLong("fake.seized", 1),
                Long.getLong("fake.failures", 0));
    }

    public record Snapshot(long hit, List<Site> sites, Memory memory, long seized, long failures) {}

    public record Site(String site, long liveBytes, long liveBuffers) {}

    public record Memory(long lent, long free, long held) {}
}
