package io.nowait.runtime.page;

import io.nowait.runtime.nullness.Nullable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.FileChannel;

/**
 * Memory mapped from the system, page by page its own: what is freed here is no longer resident, at once.
 *
 * <p>A private mapping of {@code /dev/zero}, which is anonymous memory, made by the method behind the JDK's own mapped files. Where
 * that method is another than in JDK 17 and 25, or the device cannot be opened, {@link #map} gives nothing. Thread-safe.
 */
final class SystemMemory {
    private static final String DEVICE = "/dev/zero";

    /** The JDK's number for a private, writable mapping. */
    private static final int PRIVATE = 2;

    /** From an open file (its channel, or its descriptor) and a number of bytes to an address; null if there is no such method. */
    private static final @Nullable MethodHandle MAP;

    /** From an address and a number of bytes to a meaningless int. */
    private static final @Nullable MethodHandle UNMAP;

    /** Whether the file is its channel: so it was up to JDK 19. */
    private static final boolean OF_CHANNEL;

    static {
        MethodHandle map = null;
        MethodHandle unmap = null;
        boolean ofChannel = false;
        try {
            Class<?> dispatcher = Class.forName("sun.nio.ch.UnixFileDispatcherImpl");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(dispatcher, MethodHandles.lookup());
            map = lookup.findStatic(
                    dispatcher,
                    "map0",
                    MethodType.methodType(
                            long.class, FileDescriptor.class, int.class, long.class, long.class, boolean.class));
            unmap = unmap(lookup, dispatcher);
        } catch (ReflectiveOperationException older) {
            try {
                Class<?> channel = Class.forName("sun.nio.ch.FileChannelImpl");
                MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(channel, MethodHandles.lookup());
                map = lookup.findVirtual(
                        channel,
                        "map0",
                        MethodType.methodType(long.class, int.class, long.class, long.class, boolean.class));
                unmap = unmap(lookup, channel);
                ofChannel = true;
            } catch (ReflectiveOperationException other) {
                map = null;
            }
        }
        MAP = map == null || unmap == null ? null : bound(map);
        UNMAP = unmap;
        OF_CHANNEL = ofChannel;
    }

    private SystemMemory() {}

    private static MethodHandle unmap(MethodHandles.Lookup lookup, Class<?> owner) throws ReflectiveOperationException {
        return lookup.findStatic(owner, "unmap0", MethodType.methodType(int.class, long.class, long.class));
    }

    /** Leaves the file and the length open: a private mapping of the file's beginning, not synchronous. */
    private static MethodHandle bound(MethodHandle map) {
        MethodHandle handle = map.asType(map.type().changeParameterType(0, Object.class));
        handle = MethodHandles.insertArguments(handle, 1, PRIVATE, 0L);
        return MethodHandles.insertArguments(handle, 2, false);
    }

    /**
     * Maps memory, zeroed, not resident until it is touched.
     *
     * @param bytes whole pages of the system
     * @return its address, a page boundary; 0 if this way is not open
     * @throws OutOfMemoryError if the system has none
     */
    static long map(long bytes) {
        if (MAP == null) {
            return 0;
        }
        try (FileInputStream device = new FileInputStream(DEVICE)) {
            if (OF_CHANNEL) {
                try (FileChannel channel = device.getChannel()) {
                    return (long) MAP.invokeExact((Object) channel, bytes);
                }
            }
            return (long) MAP.invokeExact((Object) device.getFD(), bytes);
        } catch (IOException | SecurityException notHere) {
            return 0;
        } catch (Throwable e) {
            throw Jdk.rethrown(e);
        }
    }

    /** Gives back what {@link #map} gave. */
    static void unmap(long address, long bytes) {
        if (UNMAP != null) {
            try {
                int meaningless = (int) UNMAP.invokeExact(address, bytes);
                assert meaningless <= 0;
            } catch (Throwable e) {
                throw Jdk.rethrown(e);
            }
        }
    }
}
