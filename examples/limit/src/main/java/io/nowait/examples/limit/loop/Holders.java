package io.nowait.examples.limit.loop;

import io.nowait.examples.limit.Direct;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Blocking threads that hold direct memory up to the limit, as batch jobs do. Three quarters they hold for good. Those that free hold the last
 * quarter for 60 of every 100 milliseconds, all at the same time, and then free it: so ten times a second there is next to nothing left, for
 * longer than an event loop may stand still. Those that drop allocate a buffer every five milliseconds and leave it to the collector, as most
 * programs do: so several times a second the last quarter is full of garbage.
 */
final class Holders {
    private static final int SHORTEST = 16 << 10;
    private static final int LONGEST = 256 << 10;
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long HOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int KEPT = 4;

    private final long bytesEach;
    private final boolean drop;
    private final LongAdder allocated = new LongAdder();
    private final LongAdder refused = new LongAdder();

    private Holders(long bytesEach, boolean drop) {
        this.bytesEach = bytesEach;
        this.drop = drop;
    }

    /** Starts {@code threads} threads that hold {@code bytes} together, and drop buffers or free them. */
    static Holders start(int threads, long bytes, boolean drop) {
        Holders holders = new Holders(bytes / threads, drop);
        long began = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            int seed = i;
            Thread thread = new Thread(() -> holders.hold(new SplittableRandom(seed), began), "holder-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        return holders;
    }

    private void hold(SplittableRandom random, long began) {
        List<ByteBuffer> base = new ArrayList<>();
        long missing = allocate(random, bytesEach * 3 / 4, base);
        if (drop) {
            drop(random);
        }
        List<ByteBuffer> burst = new ArrayList<>();
        while (true) {
            long period = began + (System.nanoTime() - began) / PERIOD_NANOS * PERIOD_NANOS;
            allocate(random, bytesEach / 4 + missing, burst);
            sleepUntil(period + HOLD_NANOS);
            burst.forEach(Direct::free);
            burst.clear();
            sleepUntil(period + PERIOD_NANOS);
        }
    }

    private void drop(SplittableRandom random) {
        List<ByteBuffer> kept = new ArrayList<>();
        while (true) {
            long next = System.nanoTime() + PAUSE_NANOS;
            allocate(random, random.nextInt(SHORTEST, LONGEST + 1), kept);
            while (kept.size() > KEPT) {
                kept.remove(0);
            }
            sleepUntil(next);
        }
    }

    /** Allocates so many bytes in all, or as many as are granted; returns how many were not. */
    private long allocate(SplittableRandom random, long bytes, List<ByteBuffer> held) {
        long left = bytes;
        while (left > 0) {
            int size = (int) Math.min(left, random.nextInt(SHORTEST, LONGEST + 1));
            try {
                held.add(ByteBuffer.allocateDirect(size));
                allocated.increment();
                left -= size;
            } catch (OutOfMemoryError e) {
                refused.increment();
                break;
            }
        }
        return left;
    }

    private static void sleepUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
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
