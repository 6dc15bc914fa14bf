package io.nowait.agent.it.sizing;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * A child program: it is idle, and now and then a new thread allocates once, which misses. At the end it prints in microseconds
 * how long such requests waited until the worker began with the refill, and how long a thread of its own took to wake, which is what
 * the machine needs for it. Argument: how many requests.
 */
public final class Wakes {
    private static volatile long woken;

    private Wakes() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        ByteBuffer.allocateDirect(16_384);
        Thread sleeper = new Thread(Wakes::sleep);
        sleeper.setDaemon(true);
        sleeper.start();
        Thread.sleep(1000); // the pool opens
        long[] control = new long[Integer.parseInt(arguments[0])];
        for (int i = 0; i < control.length; i++) {
            Thread.sleep(100 + (i * 37) % 300);
            control[i] = wake(sleeper);
            Thread.sleep(20);
            Thread thread = new Thread(() -> ByteBuffer.allocateDirect(16_384));
            thread.start();
            thread.join();
        }
        Thread.sleep(500);
        Method snapshot = Class.forName("io.nowait.runtime.Control", true, null).getMethod("snapshot");
        Object figures = snapshot.invoke(null);
        Arrays.sort(control);
        System.out.println(figures.getClass().getMethod("refills").invoke(figures) + ", of a thread of its own median "
                + control[control.length / 2] / 1000 + ", p99 " + control[control.length * 99 / 100] / 1000);
    }

    private static void sleep() {
        while (true) {
            LockSupport.park();
            woken = System.nanoTime();
        }
    }

    private static long wake(Thread sleeper) throws InterruptedException {
        long before = woken;
        long began = System.nanoTime();
        LockSupport.unpark(sleeper);
        while (woken == before) {
            Thread.sleep(1);
        }
        return woken - began;
    }
}
