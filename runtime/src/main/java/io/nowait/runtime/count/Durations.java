package io.nowait.runtime.count;

/**
 * Counts durations in nanoseconds by size, four classes a power of two: a value read back is at most a quarter too large.
 *
 * <p>One thread writes; others read racily, and may miss the latest.
 */
public final class Durations {
    private static final int STEPS = 4;
    private static final int STEP_BITS = 2;

    private final long[] counts = new long[Long.SIZE * STEPS];
    private long longest;
    private long total;

    /** Nothing counted. */
    public Durations() {}

    /** Counts one duration. */
    public void record(long nanos) {
        counts[slot(Math.max(0, nanos))]++;
        longest = Math.max(longest, nanos);
        total++;
    }

    /** How many were counted. */
    public long total() {
        return total;
    }

    /** The longest, in nanoseconds; 0 if there was none. */
    public long longest() {
        return longest;
    }

    /**
     * The duration that a share of all does not exceed, in nanoseconds, rounded up by a quarter at most; 0 if there was none.
     *
     * @param share 0 to 1
     */
    public long quantile(double share) {
        long wanted = (long) Math.ceil(share * total);
        long seen = 0;
        for (int slot = 0; slot < counts.length; slot++) {
            seen += counts[slot];
            if (seen >= wanted && seen > 0) {
                return Math.min(longest, upperBound(slot));
            }
        }
        return longest;
    }

    private static int slot(long nanos) {
        if (nanos < STEPS) {
            return (int) nanos;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        int step = (int) (nanos >>> (power - STEP_BITS)) & (STEPS - 1);
        return (power - 1) * STEPS + step;
    }

    private static long upperBound(int slot) {
        if (slot < STEPS) {
            return slot;
        }
        int power = slot / STEPS + 1;
        long width = 1L << (power - STEP_BITS);
        return (1L << power) + (slot % STEPS + 1) * width - 1;
    }
}
