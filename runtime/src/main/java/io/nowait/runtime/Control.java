package io.nowait.runtime;

import io.nowait.runtime.count.SiteCounts;
import io.nowait.runtime.count.Tally;
import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Daemon;
import io.nowait.runtime.page.Holdings;
import io.nowait.runtime.reserve.AllocationWaits;
import io.nowait.runtime.reserve.Pool;
import io.nowait.runtime.reserve.SiteContext;
import io.nowait.runtime.reserve.Sizing;
import io.nowait.runtime.reserve.StalledAllocation;
import io.nowait.runtime.reserve.ThreadContext;
import io.nowait.runtime.reserve.Waiting;
import io.nowait.runtime.reserve.Worker;
import java.util.ArrayList;
import java.util.List;

/**
 * The handle that the agent drives. Thread-safe.
 *
 * <p>Installing starts nothing. The first site to be numbered starts the worker; it makes the pool on its own thread and
 * tries it once before any application thread gets to see it, so that no application thread pays for class initialisation
 * or linkage. Until then every allocation is a bypass.
 */
public final class Control {
    /** Threads that a {@link Snapshot} shows at the most. */
    public static final int MOST_THREADS = 256;

    private static final long NANOS = 1_000_000_000;
    private static final int LONGEST_TRIM = 3600;
    private static final int LONGEST_COLLECT = 86_400;

    private static @Nullable Settings settings;
    private static @Nullable Runnable preparation;
    private static volatile @Nullable Worker worker;
    private static volatile @Nullable Plan plan;
    private static volatile @Nullable String trouble;

    private Control() {}

    /**
     * Keeps the settings for the pool; it starts with the first site. A second call changes nothing.
     *
     * @param before done on the worker's thread before the pool opens, and let go of then; if it throws, the pool stays closed
     */
    public static synchronized void install(Settings given, Runnable before) {
        if (settings == null) {
            settings = given;
            preparation = before;
        }
    }

    static synchronized void siteNumbered() {
        Settings given = settings;
        Runnable before = preparation;
        if (given != null && before != null) {
            preparation = null;
            try {
                Daemon.create("nowait-worker", new Opening(given, before)).start();
            } catch (RuntimeException | Error e) {
                failed(e);
            }
        }
    }

    static void opened(Worker opened, Plan its) {
        plan = its;
        worker = opened;
        Nowait.use(opened.pool());
    }

    static void failed(Throwable e) {
        trouble = "the pool could not be started, all buffers come from the JDK: " + rootCause(e);
        System.err.println("nowait: " + trouble);
    }

    private static Throwable rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Why there is no pool although one was asked for, or null. */
    public static @Nullable String trouble() {
        return trouble;
    }

    /** What has been counted until now. Sums over threads and looks at each run: not for every allocation. */
    public static Snapshot snapshot() {
        Pool pool = Nowait.pool();
        Tally tally = pool == null ? new Tally() : pool.tally();
        ArrayList<SiteSnapshot> sites = new ArrayList<>();
        long bypasses = 0;
        for (int number = 0; number <= Sites.count(); number++) {
            SiteSnapshot site = site(pool, number, tally.row(number));
            bypasses += site.bypass();
            if (site.allocations() > 0) {
                sites.add(site);
            }
        }
        SiteCounts total = tally.total();
        return new Snapshot(
                total.hits,
                total.refills,
                total.emergencies,
                total.fallbacks,
                total.stalls,
                total.refused,
                bypasses,
                sites,
                threads(pool),
                memory(pool),
                stalls(pool),
                reclaim(pool),
                pool == null ? 0 : pool.seized(),
                pool == null ? 0 : pool.doubleFrees(),
                pool == null ? 0 : pool.failures(),
                sizing(),
                refills(pool));
    }

    private static SizingSnapshot sizing() {
        Worker now = worker;
        Plan its = plan;
        if (now == null || its == null) {
            return SizingSnapshot.NONE;
        }
        Sizing sizing = now.sizing();
        return new SizingSnapshot(
                its.preset().word,
                its.reason(),
                sizing.cap(),
                sizing.inThread(),
                sizing.inClass(),
                sizing.trimNanos() / NANOS,
                sizing.collectNanos() == Long.MAX_VALUE ? 0 : sizing.collectNanos() / NANOS);
    }

    private static RefillSnapshot refills(@Nullable Pool pool) {
        Worker now = worker;
        if (now == null || pool == null) {
            return RefillSnapshot.NONE;
        }
        return new RefillSnapshot(
                now.refillWindow().quantile(0.5) / 1000,
                now.refillWindow().quantile(0.99) / 1000,
                pool.shortages(),
                now.pressures(),
                now.collections(),
                now.collectionsInVain());
    }

    /**
     * Changes how much the pool may hold, while it runs; a negative number leaves that one as it is. What is lent stays lent, what is
     * above a cap otherwise goes within a turn of the worker. Which size classes are pooled does not change.
     *
     * @param max bytes that may count against the direct limit because of the pool, 0 or more
     * @param thread bytes that one thread's reserve may hold unlent, 0 or more
     * @param sizeClass bytes of one size class that may lie unlent, 0 or more
     * @param trimSeconds seconds between two trims, 1 to 3600
     * @param collectSeconds seconds at least between two garbage collections that are asked for, 1 to 86400; 0 for never
     * @return whether there is a pool; if not, nothing has changed
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static synchronized boolean resize(
            long max, long thread, long sizeClass, int trimSeconds, int collectSeconds) {
        if (trimSeconds == 0 || trimSeconds > LONGEST_TRIM) {
            throw new IllegalArgumentException("trim=".concat(Integer.toString(trimSeconds)));
        }
        if (collectSeconds > LONGEST_COLLECT) {
            throw new IllegalArgumentException("collect=".concat(Integer.toString(collectSeconds)));
        }
        Worker now = worker;
        if (now == null) {
            return false;
        }
        now.resize(Plan.changed(now.sizing(), max, thread, sizeClass, trimSeconds, collectSeconds));
        return true;
    }

    private static SiteSnapshot site(@Nullable Pool pool, int number, SiteCounts row) {
        SiteContext context = Sites.context(number);
        return new SiteSnapshot(
                Sites.describe(number),
                row.hits,
                row.refills,
                row.emergencies,
                row.fallbacks,
                row.stalls,
                row.refused,
                row.bypasses + Sites.countedWithoutPool(number),
                row.lentBytes + row.jdkBytes,
                row.liveBuffers(),
                row.liveBytes(),
                context.nonBlockingBecause(),
                exhausted(pool, context.nonBlockingBecause(), context.exempt()));
    }

    private static @Nullable String exhausted(@Nullable Pool pool, @Nullable String because, boolean exempt) {
        if (pool == null || (because == null && !exempt)) {
            return null;
        }
        return pool.refuses(exempt) ? Settings.REFUSE : Settings.STALL;
    }

    private static List<ThreadSnapshot> threads(@Nullable Pool pool) {
        ArrayList<ThreadSnapshot> threads = new ArrayList<>();
        if (pool != null) {
            for (ThreadContext thread : pool.threads(MOST_THREADS)) {
                String because = thread.nonBlockingBecause();
                threads.add(new ThreadSnapshot(thread.name(), because, exhausted(pool, because, thread.exempt())));
            }
        }
        return threads;
    }

    private static MemorySnapshot memory(@Nullable Pool pool) {
        if (pool == null) {
            return new MemorySnapshot(0, 0, 0, 0, 0, 0);
        }
        Holdings memory = pool.holdings();
        // Read apart from the rest, while runs move.
        long emergency = Math.min(memory.free(), pool.emergencyBytes());
        return new MemorySnapshot(
                memory.lent(), memory.retired(), memory.free() - emergency, emergency, memory.held(), memory.counted());
    }

    private static StallsSnapshot stalls(@Nullable Pool pool) {
        if (pool == null) {
            return StallsSnapshot.NONE;
        }
        AllocationWaits waits = pool.allocationWaits();
        return new StallsSnapshot(
                waits.count(),
                waits.medianNanos() / 1000,
                waits.p99Nanos() / 1000,
                waits.longestNanos() / 1000,
                shown(waits.last()),
                shown(waits.longest()));
    }

    private static List<StallsSnapshot.OneStall> shown(List<StalledAllocation> stalls) {
        ArrayList<StallsSnapshot.OneStall> shown = new ArrayList<>();
        for (StalledAllocation stall : stalls) {
            String site = stall.site() == StalledAllocation.NO_SITE ? "" : Sites.describe(stall.site());
            shown.add(new StallsSnapshot.OneStall(stall.thread(), site, stall.nanos() / 1000, stall.stack()));
        }
        return shown;
    }

    private static ReclaimSnapshot reclaim(@Nullable Pool pool) {
        if (pool == null) {
            return ReclaimSnapshot.NONE;
        }
        Waiting waiting = pool.waiting();
        return new ReclaimSnapshot(
                waiting.readers(),
                waiting.pending(),
                waiting.mostPending(),
                waiting.batches(),
                waiting.graceMedianNanos() / 1000,
                waiting.graceP99Nanos() / 1000,
                waiting.graceLongestNanos() / 1000,
                waiting.backMedianNanos() / 1000,
                waiting.backP99Nanos() / 1000,
                waiting.unwaited(),
                waiting.leftToCollector(),
                waiting.stalls(),
                waiting.quarantined(),
                waiting.writesAfterFree());
    }

    /** The worker, or null while there is no pool. */
    static @Nullable Worker worker() {
        return worker;
    }

    /**
     * Checks the pool's books. Exact only while no thread allocates or frees; the worker pauses for it by itself.
     *
     * @return one line a violation, empty if there is none or no pool
     */
    public static String verify() {
        Worker now = worker;
        return now == null ? "" : now.audit();
    }
}
