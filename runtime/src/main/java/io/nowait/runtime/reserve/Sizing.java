package io.nowait.runtime.reserve;

/**
 * How much the pool may hold, and how fast it lets go of it. Can be changed while it runs ({@link Worker#resize}).
 *
 * @param cap bytes that may count against the direct limit because of the pool, 0 or more
 * @param inThread bytes that one thread's reserve may hold unlent, 1 or more
 * @param inClass bytes of one size class that may lie unlent in all reserves and the depot, 1 or more
 * @param trimNanos nanoseconds between two trims
 * @param collectNanos nanoseconds at least between two garbage collections that are asked for; {@code Long.MAX_VALUE} for never
 */
public record Sizing(long cap, long inThread, long inClass, long trimNanos, long collectNanos) {
    /** A cap in all and none besides, and no collections asked for. */
    public static Sizing of(long cap, long trimNanos) {
        return new Sizing(cap, Long.MAX_VALUE, Long.MAX_VALUE, trimNanos, Long.MAX_VALUE);
    }
}
