package io.nowait.runtime.reserve;

import io.nowait.runtime.count.SiteCounts;
import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.SizeClasses;
import java.nio.ByteBuffer;

/**
 * The rest of the allocation chain, when reserve and depot had nothing, or the request is not pooled.
 *
 * <p>A thread that may wait makes the JDK's own call. One that may not gets a loose buffer, if the direct limit has room ({@code fallback});
 * else a run of the emergency reserve; else, as the policy says, an {@code OutOfMemoryError} at once ({@code refused}), or the JDK's call
 * after all.
 *
 * <p>After the JDK's call it counts what that was: {@code stall} if the reservation did not succeed at once, else {@code fallback}, or
 * {@code bypass} for what is not pooled.
 *
 * <p>Thread-safe; nothing here waits or takes a lock.
 */
final class AfterMiss {
    private final Pool pool;
    private final Reserves reserves;
    private final Contexts contexts;
    private final LooseBuffers loose;
    private final Emergency emergency;
    private final AllocationStalls stalls;
    private final Demand demand;

    AfterMiss(Pool pool, LooseBuffers loose, AllocationStalls stalls, Demand demand) {
        this.pool = pool;
        this.reserves = pool.reserves;
        this.contexts = pool.contexts;
        this.loose = loose;
        this.emergency = pool.emergency;
        this.stalls = stalls;
        this.demand = demand;
    }

    /**
     * Goes on for a thread that may not wait.
     *
     * @param pooled whether reserve and depot have been asked
     * @return the buffer, or null: the caller is to make the JDK's call, and to say so afterwards ({@link #calledJdk})
     * @throws Refused if the policy is to make no such call
     */
    @Nullable
    ByteBuffer lend(int capacity, int site, SiteContext context, boolean pooled) throws Refused {
        ByteBuffer buffer = lendWithoutWaiting(capacity, site, context, pooled);
        if (buffer == null) {
            stalls.forget();
        }
        return buffer;
    }

    private @Nullable ByteBuffer lendWithoutWaiting(int capacity, int site, SiteContext context, boolean pooled)
            throws Refused {
        Reserve mine = reserves.mine();
        if (capacity < 0 || !contexts.isNonBlocking(mine, context.isNonBlocking())) {
            return null;
        }
        SiteCounts counts = mine.counts.at(site);
        if (pooled) {
            mine.stock(SizeClasses.of(capacity)).ofNonBlocking = true;
        }
        ByteBuffer buffer = loose.make(mine, capacity);
        if (buffer != null) {
            if (pooled) {
                counts.fallbacks++;
            } else {
                counts.bypasses++;
            }
            counts.jdkBytes += capacity;
            return buffer;
        }
        buffer = fromEmergency(counts, capacity, site);
        if (buffer == null && contexts.refuses(mine, context)) {
            demand.shortOf(capacity);
            Refused refused = new Refused(Jdk.noRoom(capacity));
            // Last: if that could not be made, the JDK's call follows, and is counted.
            counts.refused++;
            throw refused;
        }
        return buffer;
    }

    private @Nullable ByteBuffer fromEmergency(SiteCounts counts, int capacity, int site) {
        if (capacity > SizeClasses.LARGEST) {
            return null;
        }
        for (int sizeClass = SizeClasses.of(Math.max(1, capacity)); sizeClass < SizeClasses.COUNT; sizeClass++) {
            ByteBuffer buffer = pool.lendFrom(emergency.runs(sizeClass), capacity, site, counts);
            if (buffer != null) {
                counts.hits--;
                counts.emergencies++;
                demand.unmet();
                return buffer;
            }
        }
        return null;
    }

    /** Counts a call of the JDK's own that the caller has made, whatever came of it. */
    void calledJdk(int capacity, int site, boolean pooled) {
        // First: a virtual thread keeps no reserve across anything that may have others wait.
        boolean stalled = stalls.take(site);
        SiteCounts counts = reserves.mine().counts.at(site);
        if (stalled) {
            counts.stalls++;
        } else if (pooled) {
            counts.fallbacks++;
        } else {
            counts.bypasses++;
        }
        counts.jdkBytes += Math.max(0, capacity);
    }
}
