package io.nowait.examples.limit.loop;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Blocking threads that hold direct memory near the limit, as a cache does: each keeps so many bytes of the newest buffers and
 * drops the oldest, which the collector has to find. So the JVM is at its limit again and again, whoever asks next.
 */
final class Holders {
    private static final int SHORTEST = 16 << 10;
    private static final int LONGEST = 256 << 10;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final long bytesEach;
    private final LongAdder allocated = new LongAdder();
    private final LongAdder refused = new LongAdder();

    private Holders(long bytesEach) {
        this.bytesEach = bytesEach;
    }

    /** Starts {@code threads} threads that hold {@code bytes} together. */
    static Holders start(int threads, long bytes) {
        Holders holders = new Holders(bytes / threads);
        for (int i = 0; i < threads; i++) {
            int seed = i;
            Thread thread = new Thread(() -> holders.hold(new SplittableRandom(seed)), "holder-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        return holders;
    }

    private void hold(SplittableRandom random) {
        ArrayDeque<ByteBuffer> held = new ArrayDeque<>();
        long bytes = 0;
        while (true) {
            LockSupport.parkNanos(PAUSE_NANOS);
            try {
                ByteBuffer buffer = ByteBuffer.allocateDirect(random.nextInt(SHORTEST, LONGEST + 1));
                allocated.increment();
                held.add(buffer);
                bytes += buffer.capacity();
            } catch (OutOfMemoryError e) {
                refused.increment();
            }
            while (bytes > bytesEach) {
                bytes -= held.remove().capacity();
            }
        }
    }

    /** Forgets all of the warm-up. */
    void reset() {
        allocated.reset();
        refused.reset();
    }

    long allocated() {
        return allocated.sum();
    }

    long refused() {
        return refused.sum();
    }
}
