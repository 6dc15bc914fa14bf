package io.nowait.examples.support.time;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * How long the application's allocations took, in nanoseconds, as the application sees it.
 *
 * <p>Each event loop records into a histogram of its own without waiting; any thread may read and reset the sum.
 */
public final class AllocationTimes {
    private final Queue<SingleWriterRecorder> recorders = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<SingleWriterRecorder> own = ThreadLocal.withInitial(() -> {
        SingleWriterRecorder recorder = new SingleWriterRecorder(Histograms.LONGEST_NANOS, Histograms.DIGITS);
        recorders.add(recorder);
        return recorder;
    });

    /** Records one allocation of the calling thread. */
    public void record(long nanos) {
        own.get().recordValue(Math.min(nanos, Histograms.LONGEST_NANOS));
    }

    /** Returns the allocations recorded since the last call and forgets them. */
    public Histogram take() {
        Histogram sum = Histograms.create();
        recorders.forEach(recorder -> sum.add(recorder.getIntervalHistogram()));
        return sum;
    }
}
