package io.nowait.agent.it.sizing;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;

/**
 * A child program: it is idle, and now and then a new thread allocates once, which misses. At the end it prints in microseconds
 * how long such requests waited until the worker began with the refill. Argument: how many requests.
 */
public final class Wakes {
    private Wakes() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        ByteBuffer.allocateDirect(16_384);
        Thread.sleep(1000); // the pool opens
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            Thread.sleep(100 + (i * 37) % 300);
            Thread thread = new Thread(() -> ByteBuffer.allocateDirect(16_384));
            thread.start();
            thread.join();
        }
        Thread.sleep(500);
        Method snapshot = Class.forName("io.nowait.runtime.Control", true, null).getMethod("snapshot");
        Object figures = snapshot.invoke(null);
        System.out.println(figures.getClass().getMethod("refills").invoke(figures));
    }
}
