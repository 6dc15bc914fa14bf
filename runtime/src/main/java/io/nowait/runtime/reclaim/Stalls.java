package io.nowait.runtime.reclaim;

import io.nowait.runtime.nullness.Nullable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Watches for readers that keep a grace period open.
 *
 * <p>Silence is counted in ticks of the reclaimer, each of which counts little more than what was planned: a collection that stops
 * all threads for seconds stops the reclaimer too, and makes nobody silent. A reader that has been silent for the limit is reported,
 * and again each time its silence has doubled. Only for the reclaimer's thread.
 */
final class Stalls {
    private final Readers readers;
    private final long limitNanos;
    private final AtomicLong count = new AtomicLong();
    private boolean any;

    Stalls(Readers readers, long limitNanos) {
        this.readers = readers;
        this.limitNanos = limitNanos;
    }

    /** Stalls noticed so far; each silence counts once, however often it was reported. Thread-safe. */
    long count() {
        return count.get();
    }

    /** Whether there is one now. */
    boolean any() {
        return any;
    }

    /** Nobody waits for anybody. */
    void nothingWaits() {
        if (any) {
            any = false;
            look(0, 0);
        }
    }

    /**
     * Adds a tick to the silence of those behind that token.
     *
     * @return one whose report is due, or null
     */
    @Nullable
    Reader look(long token, long tickNanos) {
        Reader due = null;
        boolean anyNow = false;
        for (int list = 0; list < Readers.lists(); list++) {
            for (Reader reader = readers.head(list); reader != null; reader = reader.next) {
                boolean late = isBehind(reader, token) && isSilent(reader, tickNanos);
                anyNow |= late;
                if (late && reader.silentNanos >= reader.reportAtNanos) {
                    due = reader;
                }
            }
        }
        any = anyNow;
        return due;
    }

    private static boolean isBehind(Reader reader, long token) {
        long announced = reader.announced();
        if (announced == reader.seen && announced != Reader.OFFLINE && announced < token) {
            return true;
        }
        reader.seen = announced;
        reader.silentNanos = 0;
        reader.reportAtNanos = 0;
        reader.stalledAt = Reader.OFFLINE;
        return false;
    }

    private boolean isSilent(Reader reader, long tickNanos) {
        reader.silentNanos += tickNanos;
        if (reader.silentNanos < limitNanos) {
            return false;
        }
        if (reader.stalledAt == Reader.OFFLINE) {
            reader.stalledAt = reader.seen;
            reader.reportAtNanos = reader.silentNanos;
            count.incrementAndGet();
        }
        return true;
    }

    /** The report of that reader has been made. */
    void reported(Reader reader) {
        reader.reportAtNanos = 2 * reader.silentNanos;
    }
}
