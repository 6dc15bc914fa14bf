package io.nowait.agent.it.flood;

import io.nowait.agent.it.semantics.Direct;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * A child program: one thread allocates and frees as fast as it can, while an event loop stands still in the middle of an
 * iteration for the seconds given; then the loop goes on, the flood ends, and what waited must come back within two seconds.
 */
public final class Flood {
    private static volatile boolean standing = true;
    private static volatile boolean flooding = true;
    private static volatile long frees;
    private static volatile long refused;

    private Flood() {}

    /** Runs it; under the agent it prints what the pool's figures came to. */
    public static void main(String[] arguments) throws Exception {
        long seconds = Long.parseLong(arguments[0]);
        CountDownLatch inIteration = new CountDownLatch(1);
        Thread loop = new Thread(() -> loop(inIteration), "the-standing-loop");
        Thread flood = new Thread(Flood::flood, "flood");
        Pending pending = new Pending();
        flood.start();
        pending.awaitPool();
        loop.start();
        inIteration.await();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            pending.look();
            LockSupport.parkNanos(5_000_000);
        }
        long unwaited = pending.unwaited();
        standing = false;
        Thread.sleep(500);
        flooding = false;
        flood.join();
        loop.join();
        System.out.println("frees=" + frees + " refused=" + refused + " unwaited=" + unwaited + " " + pending.figures()
                + " left=" + pending.awaitNone(2000));
    }

    private static void loop(CountDownLatch inIteration) {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < 100; i++) {
                selector.select(1);
            }
            inIteration.countDown();
            while (standing) {
                Thread.onSpinWait();
                LockSupport.parkNanos(1_000_000);
            }
            while (flooding) {
                selector.select(1);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void flood() {
        int size = 4096;
        while (flooding) {
            try {
                ByteBuffer buffer = ByteBuffer.allocateDirect(size);
                buffer.put(0, (byte) 1);
                Direct.free(buffer);
                frees++;
            } catch (OutOfMemoryError e) {
                refused++;
            }
            size = size == 65_536 ? 4096 : 2 * size;
        }
    }
}
