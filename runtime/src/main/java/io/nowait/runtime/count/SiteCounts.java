package io.nowait.runtime.count;

/**
 * What one thread did at one call site.
 *
 * <p>Written by that thread alone, with plain increments; read by others racily. A sum over threads misses, or counts by half,
 * what they do while it is made, and is exact once they are quiet. Plain longs do not tear on the 64-bit virtual machines that this runs on, and each operation
 * also does a compare-and-set, past which no compiler keeps a counter in a register.
 */
public final class SiteCounts {
    /** Allocations served from the thread's own reserve. */
    public long hits;

    /** Allocations served from the depot. */
    public long refills;

    /** Allocations served from the emergency reserve. */
    public long emergencies;

    /** Allocations made, or had made by the JDK, for want of a run. */
    public long fallbacks;

    /** Allocations made by the JDK whose reservation did not succeed at once. */
    public long stalls;

    /** Allocations refused by policy. */
    public long refused;

    /** The same because they are not pooled. */
    public long bypasses;

    /** Bytes asked for and lent from the pool. */
    public long lentBytes;

    /** Bytes asked for and got from the JDK. */
    public long jdkBytes;

    /** Leases of this site that this thread ended, whoever began them. */
    public long returned;

    /** Bytes asked for by those leases. */
    public long returnedBytes;

    void add(SiteCounts other) {
        hits += other.hits;
        refills += other.refills;
        emergencies += other.emergencies;
        fallbacks += other.fallbacks;
        stalls += other.stalls;
        refused += other.refused;
        bypasses += other.bypasses;
        lentBytes += other.lentBytes;
        jdkBytes += other.jdkBytes;
        returned += other.returned;
        returnedBytes += other.returnedBytes;
    }

    /** Buffers lent and not yet returned, when summed over all threads. */
    public long liveBuffers() {
        return hits + refills + emergencies - returned;
    }

    /** Bytes asked for, lent and not yet returned, when summed over all threads. */
    public long liveBytes() {
        return lentBytes - returnedBytes;
    }
}
