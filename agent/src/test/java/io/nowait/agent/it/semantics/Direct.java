package io.nowait.agent.it.semantics;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/** Direct memory as programs free it ({@code sun.misc.Unsafe.invokeCleaner}) and see it (the "direct" buffer pool). */
public final class Direct {
    static final Object UNSAFE = unsafe();
    static final Method INVOKE_CLEANER = invokeCleaner();
    public static final BufferPoolMXBean POOL = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();

    private Direct() {}

    /** Frees {@code buffer} at once. Throws what {@code invokeCleaner} throws. */
    public static void free(ByteBuffer buffer) {
        try {
            INVOKE_CLEANER.invoke(UNSAFE, buffer);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException expected) {
                throw expected;
            }
            throw new IllegalStateException(thrown);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Collects garbage until {@code condition} holds, for at most a minute; says whether it came to hold. */
    public static boolean collectUntil(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            collect();
        }
        return true;
    }

    /** Collects garbage until the number of direct buffers stays the same for three collections, and returns it. */
    public static long settledCount() throws InterruptedException {
        long[] seen = {-1, 0};
        Check.that(
                collectUntil(() -> {
                    long count = POOL.getCount();
                    seen[1] = count == seen[0] ? seen[1] + 1 : 0;
                    seen[0] = count;
                    return seen[1] == 3;
                }),
                "the number of direct buffers never settled");
        return seen[0];
    }

    /** Collects garbage and waits until the JVM has handed over the references of that collection, and a little more. */
    private static void collect() throws InterruptedException {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        WeakReference<Object> last = new WeakReference<>(new Object(), queue);
        do {
            System.gc();
        } while (queue.remove(100) != last);
        Thread.sleep(10);
    }

    private static Object unsafe() {
        try {
            Field instance = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            return instance.get(null);
        } catch (ReflectiveOperationException failed) {
            throw new ExceptionInInitializerError(failed);
        }
    }

    private static Method invokeCleaner() {
        try {
            return UNSAFE.getClass().getMethod("invokeCleaner", ByteBuffer.class);
        } catch (ReflectiveOperationException failed) {
            throw new ExceptionInInitializerError(failed);
        }
    }
}
