package io.nowait.examples.limit.loop;

import io.nowait.examples.support.time.AllocationTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/** How long allocations on the event loops took, which took over a millisecond, and how many were refused. Thread-safe. */
final class LoopTimes {
    private final AllocationTimes times = new AllocationTimes();
    private final Queue<Outlier> outliers = new ConcurrentLinkedQueue<>();
    private final LongAdder refused = new LongAdder();
    private final ThreadLocal<RunDelay> runDelay = ThreadLocal.withInitial(RunDelay::new);

    /** What {@link #end} is told later: the calling thread's run delay. To be read just before the clock. */
    long begin() {
        return runDelay.get().nanos();
    }

    /** Records an allocation of the calling thread. */
    void end(long runDelayBefore, long start, long nanos) {
        times.record(nanos);
        if (nanos > Outlier.NANOS) {
            long delayed = runDelay.get().nanos() - runDelayBefore;
            outliers.add(
                    new Outlier(start, nanos, delayed, Thread.currentThread().getName()));
        }
    }

    void refused() {
        refused.increment();
    }

    /** Forgets all of the warm-up. */
    void reset() {
        times.take();
        outliers.clear();
        refused.reset();
    }

    Histogram times() {
        return times.take();
    }

    List<Outlier> outliers() {
        return new ArrayList<>(outliers);
    }

    long refusals() {
        return refused.sum();
    }
}
