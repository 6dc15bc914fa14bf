package io.nowait.runtime.reclaim;

import io.nowait.runtime.count.Durations;
import io.nowait.runtime.nullness.Nullable;

/**
 * The batches that wait for their grace periods, the oldest first.
 *
 * <p>Tokens only grow, so grace periods end in the order in which the batches came, and one look at the oldest tells whether there
 * is anything to do. Only for the reclaimer's thread, but for the figures.
 */
public final class Reclaimer {
    /** By how much a turn comes late on a machine that is busy or throttled; what is more is taken for a standstill of the JVM. */
    private static final long USUAL_DELAY_NANOS = 20_000_000;

    /** Between any two reports: many threads may fall silent at once. */
    private static final long REPORT_PAUSE_NANOS = 500_000_000;

    private final GracePeriods grace;
    private final PendingBudget budget;
    private final Stalls stalls;
    private final Reports reports;
    private final Durations durations = new Durations();
    private long reportedAt = System.nanoTime() - REPORT_PAUSE_NANOS;
    private @Nullable Batch oldest;
    private @Nullable Batch newest;
    private long turnedAt = System.nanoTime();
    private long plannedNanos;

    /**
     * Nothing waits.
     *
     * @param stallNanos silence from which on a reader is reported, in nanoseconds
     */
    public Reclaimer(GracePeriods grace, PendingBudget budget, long stallNanos, Reports reports) {
        this.grace = grace;
        this.budget = budget;
        this.stalls = new Stalls(grace.readers(), stallNanos);
        this.reports = reports;
    }

    /**
     * Takes closed batches, linked through {@link #link}. One grace period serves them all: it begins now, after the last
     * thing was put into the last of them.
     */
    public void add(@Nullable Batch batches) {
        if (batches == null) {
            return;
        }
        long token = grace.start();
        long now = System.nanoTime();
        Batch last = batches;
        for (Batch batch = batches; batch != null; batch = batch.next) {
            batch.begin(token, now);
            batch.stamp();
            last = batch;
        }
        if (newest == null) {
            oldest = batches;
        } else {
            newest.next = batches;
        }
        newest = last;
    }

    /** Links a closed batch before others that have not been added yet, and returns it. */
    public static Batch link(Batch batch, @Nullable Batch others) {
        batch.next = others;
        return batch;
    }

    /**
     * One turn: reclaims what may be, and watches for stalls.
     *
     * @param plannedNanos the pause that was planned between this turn and the next
     * @return whether anything was reclaimed
     */
    public boolean turn(long now, long plannedNanos) {
        // Never backwards: a turn's time is of its beginning, and may be older than that of the last look within a
        // turn.
        long tick = Math.max(0, Math.min(now - turnedAt, Math.max(2 * this.plannedNanos, USUAL_DELAY_NANOS)));
        turnedAt = now;
        this.plannedNanos = plannedNanos;
        boolean any = reclaimOver();
        if (oldest == null) {
            stalls.nothingWaits();
            return any;
        }
        Reader due = stalls.look(oldest.token(), tick);
        if (due != null && now - reportedAt >= REPORT_PAUSE_NANOS) {
            reportedAt = now;
            report(due);
        }
        return (stalls.any() && sift()) || any;
    }

    /** Reclaims the batches whose grace periods are over; whether there were any. */
    public boolean reclaimOver() {
        boolean any = false;
        for (Batch batch = oldest; batch != null && grace.isOver(batch.token()); batch = oldest) {
            oldest = batch.next;
            if (oldest == null) {
                newest = null;
            }
            batch.next = null;
            durations.record(System.nanoTime() - batch.startedNanos());
            batch.reclaim();
            any = true;
        }
        return any;
    }

    private boolean sift() {
        boolean any = false;
        Batch before = null;
        for (Batch batch = oldest; batch != null; batch = batch.next) {
            any |= batch.sift();
            if (batch.isEmpty()) {
                unlink(before, batch);
            } else {
                before = batch;
            }
        }
        return any;
    }

    private void unlink(@Nullable Batch before, Batch empty) {
        if (before == null) {
            oldest = empty.next;
        } else {
            before.next = empty.next;
        }
        if (newest == empty) {
            newest = before;
        }
        empty.reclaim();
    }

    /** An allocation is about to fail: every batch that waits does what it can. */
    public void makeRoom() {
        for (Batch batch = oldest; batch != null; batch = batch.next) {
            batch.makeRoom();
        }
    }

    private void report(Reader reader) {
        Thread thread = reader.thread;
        stalls.reported(reader);
        if (thread != null) {
            reports.stalled(Stall.of(thread, reader.silentNanos, budget.charged()));
        }
    }

    /** The batch that has waited longest, or null. */
    public @Nullable Batch oldest() {
        return oldest;
    }

    /** Whether any batch waits and no reader has been silent for long: it is worth while to look again soon. */
    public boolean isWaiting() {
        return oldest != null && !stalls.any();
    }

    /** Whether a reader has been silent for long while batches wait. */
    public boolean isStalled() {
        return stalls.any();
    }

    /** Stalls noticed so far. Thread-safe. */
    public long stallCount() {
        return stalls.count();
    }

    /** How long batches waited, from the start of the grace period on. Written by the reclaimer, read racily by others. */
    public Durations durations() {
        return durations;
    }
}
