package io.nowait.runtime;

/**
 * How the reserves were filled, and what stood in the way.
 *
 * @param windowMedianMicros the time from a request for a refill until the worker began with it, that half of them took at most, in
 *     microseconds, rounded up by a quarter at most
 * @param windowP99Micros the same for 99 of 100
 * @param refused times that the direct limit or the system had no memory for the pool
 * @param pressures trims because memory was short outside of the JVM
 * @param collections garbage collections asked for
 * @param collectionsInVain those of them that gave back little or nothing
 */
public record RefillSnapshot(
        long windowMedianMicros,
        long windowP99Micros,
        long refused,
        long pressures,
        long collections,
        long collectionsInVain) {
    /** Nothing was refilled. */
    static final RefillSnapshot NONE = new RefillSnapshot(0, 0, 0, 0, 0, 0);
}
