package io.nowait.examples.torture.copy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Virtual threads, which Java 17 source cannot name. */
public final class VirtualThreads {
    /** Whether this JDK has them. */
    public static final boolean EXIST = Runtime.version().feature() >= 21;

    private static final MethodHandle IS_VIRTUAL =
            EXIST ? find("isVirtual", MethodType.methodType(boolean.class)) : null;

    private VirtualThreads() {}

    private static MethodHandle find(String name, MethodType type) {
        try {
            return MethodHandles.publicLookup().findVirtual(Thread.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static boolean isVirtual(Thread thread) {
        if (IS_VIRTUAL == null) {
            return false;
        }
        try {
            return (boolean) IS_VIRTUAL.invokeExact(thread);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Starts one; only where they {@link #EXIST}. */
    public static void start(Runnable task) {
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Thread.startVirtualThread", e);
        }
    }
}
