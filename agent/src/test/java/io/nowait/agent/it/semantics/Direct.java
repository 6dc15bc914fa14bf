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

    /**
     * Collects garbage until the number of direct buffers stays the same for three collections and for longer than the agent's
     * worker ever sleeps (128 ms), and returns it.
     */
    public static long settledCount() throws InterruptedException {
        Settling settling = new Settling(POOL.getCount());
        Check.that(collectUntil(() -> settling.sees(POOL.getCount())), "the number of direct buffers never settled");
        return settling.count;
    }

    /** A number that is looked at again and again, until it has stayed the same. */
    private static final class Settling {
        private long count;
        private int times;
        private long since;

        Settling(long count) {
            begin(count);
        }

        private void begin(long first) {
            count = first;
            times = 0;
            since = System.nanoTime();
        }

        boolean sees(long now) {
            if (now != count) {
                begin(now);
                return false;
            }
            return times++ >= 3 && System.nanoTime() - since > 200_000_000;
        }
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
