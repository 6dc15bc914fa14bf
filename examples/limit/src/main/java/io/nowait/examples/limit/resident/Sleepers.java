package io.nowait.examples.limit.resident;

import io.nowait.examples.limit.Direct;
import io.nowait.examples.limit.Memory;
import io.nowait.examples.limit.Warm;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;

/** The child program of threads that each allocated once, freed that, and sleep. */
final class Sleepers {
    private static final int[] SIZES = {4 << 10, 5 << 10, 16 << 10, 64 << 10, 100_000};

    private Sleepers() {}

    /** Starts {@code args[0]} threads and looks at what is held {@code args[1]} seconds after the last has allocated. */
    public static void main(String[] args) throws Exception {
        Warm.up();
        Figures figures = new Figures(Memory.now());
        int threads = Integer.parseInt(args[0]);
        CountDownLatch allocated = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            int size = SIZES[i % SIZES.length];
            Thread sleeper = new Thread(() -> allocateAndSleep(size, allocated), "sleeper-" + i);
            sleeper.setDaemon(true);
            sleeper.start();
        }
        allocated.await();
        Thread.sleep(1000L * Integer.parseInt(args[1]));
        figures.print(Memory.now());
        System.exit(0);
    }

    private static void allocateAndSleep(int size, CountDownLatch allocated) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(size);
        while (buffer.hasRemaining()) {
            buffer.put((byte) 1);
        }
        Direct.free(buffer);
        allocated.countDown();
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
