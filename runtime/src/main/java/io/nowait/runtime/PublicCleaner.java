package io.nowait.runtime;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.reclaim.Freer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;

/**
 * Frees buffers through {@code sun.misc.Unsafe.invokeCleaner}, by reflection: naming it would need module {@code jdk.unsupported}.
 * That is asked of the boot loader, for a loader of an application (OSGi's, say) may hide it.
 */
final class PublicCleaner implements Freer {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();
    private static final @Nullable Object UNSAFE = unsafe();
    private static final @Nullable MethodHandle INVOKE_CLEANER = invokeCleaner();

    /** What a buffer is a view of: {@code Object (Object buffer)}; null if this JVM does not show it. */
    private static final @Nullable MethodHandle ATTACHMENT = attachment();

    private static @Nullable Object unsafe() {
        try {
            Field theUnsafe = Class.forName("sun.misc.Unsafe", false, null).getDeclaredField("theUnsafe");
            theUnsafe.setAccessible(true);
            return theUnsafe.get(null);
        } catch (ReflectiveOperationException | RuntimeException absent) {
            return null;
        }
    }

    private static @Nullable MethodHandle invokeCleaner() {
        return method("invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class));
    }

    private static @Nullable MethodHandle attachment() {
        MethodHandle offsetOf = method("objectFieldOffset", MethodType.methodType(long.class, Field.class));
        MethodHandle get = method("getObject", MethodType.methodType(Object.class, Object.class, long.class));
        if (offsetOf == null || get == null) {
            return null;
        }
        try {
            Field attachment =
                    Class.forName("java.nio.DirectByteBuffer", false, null).getDeclaredField("att");
            return MethodHandles.insertArguments(get, 1, (long) offsetOf.invoke(attachment));
        } catch (Throwable refused) {
            return null;
        }
    }

    private static @Nullable MethodHandle method(String name, MethodType type) {
        Object unsafe = UNSAFE;
        try {
            return unsafe == null
                    ? null
                    : LOOKUP.findVirtual(unsafe.getClass(), name, type).bindTo(unsafe);
        } catch (ReflectiveOperationException gone) {
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
        if (isView(buffer)) {
            throw new IllegalArgumentException("duplicate or slice");
        }
    }

    private static boolean isView(ByteBuffer buffer) {
        MethodHandle handle = ATTACHMENT;
        try {
            return handle != null && handle.invoke(buffer) != null;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
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
            say(refused);
        }
    }

    /** Says on stderr why a buffer that was retired is left to the collector. */
    static void say(Throwable why) {
        Stderr.say("a retired buffer could not be freed: " + why);
    }
}
