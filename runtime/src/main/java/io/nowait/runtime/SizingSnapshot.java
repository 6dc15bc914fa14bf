package io.nowait.runtime;

/**
 * How much the pool may hold, and why.
 *
 * @param preset the preset that said what the settings left open
 * @param reason why that one: "given", or what was found
 * @param max bytes that may count against the direct limit because of the pool
 * @param thread bytes that one thread's reserve may hold unlent
 * @param sizeClass bytes of one size class that may lie unlent
 * @param trimSeconds seconds between two trims
 * @param collectSeconds seconds at least between two garbage collections that are asked for; 0 for never
 */
public record SizingSnapshot(
        String preset, String reason, long max, long thread, long sizeClass, long trimSeconds, long collectSeconds) {
    /** There is no pool. */
    static final SizingSnapshot NONE = new SizingSnapshot("none", "there is no pool", 0, 0, 0, 0, 0);
}
