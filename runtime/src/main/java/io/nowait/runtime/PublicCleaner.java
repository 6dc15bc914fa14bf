package io.nowait.runtime;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.reclaim.Freer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;

/** Frees buffers through {@code sun.misc.Unsafe.invokeCleaner}, by reflection: naming it would need module {@code jdk.unsupported}. */
final class PublicCleaner implements Freer {
    private static final @Nullable MethodHandle INVOKE_CLEANER = find();

    private static @Nullable MethodHandle find() {
        try {
            Class<?> unsafe = Class.forName("sun.misc.Unsafe");
            Field theUnsafe = unsafe.getDeclaredField("theUnsafe");
            theUnsafe.setAccessible(true);
            return MethodHandles.publicLookup()
                    .findVirtual(unsafe, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
                    .bindTo(theUnsafe.get(null));
        } catch (ReflectiveOperationException | RuntimeException absent) {
            return null;
        }
    }

    /**
     * Whether a buffer can be freed.
     *
     * @throws IllegalArgumentException if it is a view, or not direct
     * @throws UnsupportedOperationException if this JVM has no way to free one
     */
    static void check(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("buffer is non-direct");
        }
        if (INVOKE_CLEANER == null) {
            throw new UnsupportedOperationException(
                    "no sun.misc.Unsafe.invokeCleaner: is module jdk.unsupported missing?");
        }
    }

    @Override
    public void free(ByteBuffer buffer, boolean waited) {
        MethodHandle handle = INVOKE_CLEANER;
        if (handle == null) {
            return;
        }
        try {
            handle.invoke(buffer);
        } catch (Throwable refused) {
            System.err.println("nowait: a retired buffer could not be freed: " + refused);
        }
    }
}
