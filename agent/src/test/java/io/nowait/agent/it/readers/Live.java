package io.nowait.agent.it.readers;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/** For child programs: the runtime's own figures while it runs. */
public final class Live {
    private static final long LONGEST_NANOS = 20_000_000_000L;

    private Live() {}

    /** Whether there is a runtime. */
    public static boolean isPresent() {
        try {
            Class.forName("io.nowait.runtime.Control", true, null);
            return true;
        } catch (ClassNotFoundException plain) {
            return false;
        }
    }

    /** Threads and sections that grace periods wait for. */
    static long readers() {
        return reclaim("readers");
    }

    /** A figure of how freed memory waits, by its name in the summary. */
    public static long reclaim(String figure) {
        return part("reclaim", figure);
    }

    /** Bytes in slabs, by its name in the summary. */
    public static long memory(String figure) {
        return part("memory", figure);
    }

    /** A figure of the summary's top level. */
    public static long figure(String name) {
        return (long) get(snapshot(), name);
    }

    /** Waits until there are so many readers; the dead are removed now and then only. */
    static void awaitReaders(long expected) throws InterruptedException {
        await(expected + " readers", () -> readers() == expected);
    }

    /** Waits for a condition, for half a minute at most. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never: " + what + "; " + (isPresent() ? snapshot() : "no agent"));
            }
            Thread.sleep(1);
        }
    }

    /** Begins a read section of the calling thread. */
    public static AutoCloseable enter() throws ReflectiveOperationException {
        Class<?> deferredFree = Class.forName("io.nowait.runtime.DeferredFree", true, null);
        return (AutoCloseable) deferredFree.getMethod("enter").invoke(null);
    }

    /** Retires a buffer. */
    public static void retire(ByteBuffer buffer) throws ReflectiveOperationException {
        Class<?> deferredFree = Class.forName("io.nowait.runtime.DeferredFree", true, null);
        deferredFree.getMethod("retire", ByteBuffer.class).invoke(null, buffer);
    }

    private static long part(String part, String figure) {
        return ((Number) get(get(snapshot(), part), figure)).longValue();
    }

    private static Object snapshot() {
        try {
            Method snapshot =
                    Class.forName("io.nowait.runtime.Control", true, null).getMethod("snapshot");
            return snapshot.invoke(null);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Object get(Object figures, String name) {
        try {
            return figures.getClass().getMethod(name).invoke(figures);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
