package io.nowait.runtime.reserve;

import io.nowait.runtime.nullness.Nullable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks for a garbage collection when nothing else can end a shortage. Only for the worker, but for what says otherwise.
 *
 * <p><b>When.</b> All of this must hold: allocations find no run and the pool can take no memory, for {@value #PATIENCE_MILLIS} ms
 * without the collector having run meanwhile; the direct limit is near; much of it is lent; and the application is one that drops
 * buffers, as far as is known. Then dropped buffers are the likely reason, and their proof will not come by itself.
 *
 * <p><b>How often.</b> At most once in the interval. If the proofs that come within {@value #VERDICT_MILLIS} ms give back less than an
 * eighth of what was lent, the collection was in vain, and the next must wait twice as long. If the JVM did not collect at all
 * ({@code -XX:+DisableExplicitGC}), none is asked for again.
 *
 * <p><b>Where.</b> On a thread of its own, for the call blocks until the collection is over.
 */
final class CollectorCall {
    private static final long MILLI = 1_000_000;
    private static final int PATIENCE_MILLIS = 100;
    private static final int VERDICT_MILLIS = 2000;
    private static final long SPELL_NANOS = 1000 * MILLI;
    private static final int MOST_DOUBLINGS = 6;

    /** At least so much of the direct limit is used, in eighths. */
    private static final int NEAR_EIGHTHS = 7;

    /** What runs collections. */
    interface Collector {
        /** Asks for one and returns at once; {@code done} is run, on any thread, when it is over or was refused. */
        void collect(Runnable done);

        /** Tells later whether it has run since now. */
        Sign sign();
    }

    /** Tells whether the collector has run since a moment. */
    interface Sign {
        /** Whether it has. */
        boolean hasRun();
    }

    /**
     * What the decision is made from, in bytes but for the last two.
     *
     * @param limit the direct limit
     * @param reserved what counts against it
     * @param lent what the pool has lent, and loose buffers
     * @param proved leases and loose buffers that ended by the collector's proof
     * @param ended leases and loose buffers that have ended
     */
    record Figures(long limit, long reserved, long lent, long proved, long ended) {
        boolean blameDroppedBuffers() {
            boolean near = reserved >= limit / 8 * NEAR_EIGHTHS;
            boolean muchLent = lent >= limit / 4;
            // An application that frees all its buffers itself is at the limit because it needs them.
            boolean drops = ended == 0 || proved >= ended / 8;
            return near && muchLent && drops;
        }
    }

    private enum State {
        READY,
        RUNNING,
        DONE,
        USELESS
    }

    private final Collector collector;
    private volatile State state = State.READY;
    private volatile long doneAt;
    private @Nullable Sign sign;
    private long since;
    private long lastShort;
    private long askedAt;
    private int doublings;
    private long lentThen;
    private long provedThen;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong inVain = new AtomicLong();

    CollectorCall(Collector collector) {
        this.collector = collector;
    }

    /** Collections asked for. Thread-safe. */
    long asked() {
        return asked.get();
    }

    /** Those that gave back little or nothing. Thread-safe. */
    long inVain() {
        return inVain.get();
    }

    /** Whether one is under way. Thread-safe. */
    boolean isRunning() {
        return state == State.RUNNING;
    }

    /**
     * Notes whether the worker has met a shortage in this turn.
     *
     * @param interval nanoseconds between two collections, {@code Long.MAX_VALUE} for never
     * @param provedBytes bytes of all leases that ended by proof until now
     * @return whether {@link #decide} is worth its figures
     */
    boolean isDue(long now, boolean shortage, long interval, long provedBytes) {
        judge(now, provedBytes);
        if (!shortage || interval == Long.MAX_VALUE) {
            return false;
        }
        boolean begins = sign == null || now - lastShort > SPELL_NANOS || sign.hasRun();
        lastShort = now;
        if (begins) {
            watch(now);
            return false;
        }
        if (state != State.READY || now - since < PATIENCE_MILLIS * MILLI) {
            return false;
        }
        return asked.get() == 0 || (now - askedAt) >> doublings >= interval;
    }

    private void watch(long now) {
        since = now;
        sign = collector.sign();
    }

    /** Asks for a collection if the figures say so; whether it did. */
    boolean decide(long now, Figures figures, long provedBytes) {
        if (!figures.blameDroppedBuffers()) {
            watch(now); // and look again when another span of patience is over
            return false;
        }
        state = State.RUNNING;
        asked.incrementAndGet();
        askedAt = now;
        lentThen = figures.lent();
        provedThen = provedBytes;
        try {
            collector.collect(new Over(collector.sign()));
        } catch (RuntimeException | Error noThread) {
            state = State.READY;
            throw noThread;
        }
        return true;
    }

    private void judge(long now, long provedBytes) {
        if (state != State.DONE || now - doneAt < VERDICT_MILLIS * MILLI) {
            return;
        }
        boolean helped = provedBytes - provedThen >= lentThen / 8;
        if (!helped) {
            inVain.incrementAndGet();
        }
        doublings = helped ? 0 : Math.min(MOST_DOUBLINGS, doublings + 1);
        state = State.READY;
    }

    /** The collection is over, or was refused. */
    private final class Over implements Runnable {
        private final Sign witness;

        Over(Sign witness) {
            this.witness = witness;
        }

        @Override
        public void run() {
            boolean collected = witness.hasRun();
            if (!collected) {
                inVain.incrementAndGet();
            }
            doneAt = System.nanoTime();
            state = collected ? State.DONE : State.USELESS;
        }
    }
}
