package io.nowait.runtime.host;

import io.nowait.runtime.nullness.Nullable;
import java.io.File;
import java.util.Collections;
import java.util.List;

/**
 * Watches over shortages of memory outside of the JVM. Only for one thread, which asks now and then.
 *
 * <p>Memory is short when a control group with a limit ({@code memory.high}, {@code memory.max}) has less than a sixteenth of it, or less than 16 MiB,
 * left, not counting the page cache of files, or when tasks have waited for memory for a tenth of the time since the question before
 * (pressure stall information: {@code memory.pressure} of the group, else {@code /proc/pressure/memory}). A file that is not there when the watch
 * begins is not opened again; one that goes later says nothing.
 */
public final class Pressure {
    private static final int LEFT = 16;
    private static final long LEFT_BYTES = 16 << 20;
    private static final int STALLED = 10;

    private final List<ControlGroup> limited;
    private final @Nullable File stallFile;
    private long stalledMicros;
    private long askedAt = System.nanoTime();

    Pressure(List<ControlGroup> limited, File stallFile) {
        this.limited = limited;
        this.stalledMicros = stalledMicros(stallFile);
        this.stallFile = stalledMicros < 0 ? null : stallFile;
    }

    /** Never a shortage; opens nothing. */
    public static Pressure none() {
        return new Pressure(Collections.emptyList(), new File(""));
    }

    /** Whether there is anything to look at. */
    public boolean isWatching() {
        return stallFile != null || !limited.isEmpty();
    }

    /**
     * Whether memory is short.
     *
     * @param now the time in nanoseconds, as {@link System#nanoTime()} gives it
     */
    public boolean isShort(long now) {
        boolean stalled = hasStalled(now);
        for (ControlGroup group : limited) {
            long limit = group.softest();
            // In a small container a burst takes a sixteenth in less than the time between two questions.
            long left = Math.min(limit / 2, Math.max(limit / LEFT, LEFT_BYTES));
            if (group.used() > limit - left) {
                return true;
            }
        }
        return stalled;
    }

    private boolean hasStalled(long now) {
        if (stallFile == null) {
            return false;
        }
        long micros = stalledMicros(stallFile);
        boolean stalled = micros >= 0 && (micros - stalledMicros) * STALLED * 1000 > now - askedAt;
        if (micros >= 0) {
            stalledMicros = micros;
        }
        askedAt = now;
        return stalled;
    }

    /** The microseconds in which at least one task waited for memory, ever; -1 if that is not known. */
    private static long stalledMicros(File file) {
        String text = TextFile.read(file);
        int total = text == null || !text.startsWith("some ") ? -1 : text.indexOf(" total=");
        int end = text == null ? -1 : text.indexOf('\n');
        if (text == null || total < 0 || end < total) {
            return -1;
        }
        return TextFile.number(text.substring(total + " total=".length(), end));
    }
}
