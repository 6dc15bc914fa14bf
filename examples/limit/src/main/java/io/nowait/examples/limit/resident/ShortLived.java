package io.nowait.examples.limit.resident;

import io.nowait.examples.limit.Direct;
import io.nowait.examples.limit.Memory;
import io.nowait.examples.limit.Warm;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** The child program of many threads, platform or virtual, that each allocate once and end. */
final class ShortLived {
    private static final int AT_ONCE = 64;

    /** Half of the direct limit together: at the limit each would sleep in the JDK's call, and its carrier with it. */
    private static final int VIRTUAL_AT_ONCE = 4_000;

    private ShortLived() {}

    /**
     * Runs {@code args[1]} threads, virtual ones if {@code args[0]} is {@code virtual}, and looks at what is held after a tenth
     * and at the end; with {@code args[2]} it ends after so many seconds at the latest.
     */
    public static void main(String[] args) throws Exception {
        Warm.up();
        boolean virtual = args[0].equals("virtual");
        long threads = Long.parseLong(args[1]);
        long end = System.nanoTime() + 1_000_000_000L * Long.parseLong(args[2]);
        long first = run(threads / 10, virtual, end);
        Thread.sleep(2_000);
        Figures figures = new Figures(Memory.now());
        long rest = run(threads - threads / 10, virtual, end);
        Thread.sleep(2_000);
        figures.with("started", first + rest)
                .with("processors", Runtime.getRuntime().availableProcessors())
                .print(Memory.now());
        System.exit(0);
    }

    private static long run(long threads, boolean virtual, long end) throws InterruptedException {
        int most = virtual ? VIRTUAL_AT_ONCE : AT_ONCE;
        Semaphore alive = new Semaphore(most);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        long started = 0;
        while (started < threads && System.nanoTime() < end) {
            alive.acquire();
            start(virtual, () -> {
                try {
                    allocate();
                } catch (Throwable e) {
                    failure.set(e);
                } finally {
                    alive.release();
                }
            });
            started++;
        }
        alive.acquire(most);
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
        return started;
    }

    private static void allocate() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(8192);
        buffer.put(0, (byte) 1).put(8191, (byte) 1);
        Thread.yield();
        Direct.free(buffer);
    }

    private static void start(boolean virtual, Runnable task) {
        if (virtual) {
            try {
                START_VIRTUAL.invoke(null, task);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        } else {
            new Thread(null, task, "short-lived", 64 << 10).start();
        }
    }

    private static final Method START_VIRTUAL = startVirtual();

    private static Method startVirtual() {
        try {
            return Thread.class.getMethod("startVirtualThread", Runnable.class);
        } catch (NoSuchMethodException before21) {
            return null;
        }
    }
}
