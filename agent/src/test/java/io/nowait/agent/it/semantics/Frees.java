package io.nowait.agent.it.semantics;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What {@code invokeCleaner} does, however it is called, and what it refuses. */
final class Frees {
    private Frees() {}

    @Point
    static Map<String, String> everyWayToCallItFreesARootAtOnce() throws Throwable {
        Map<String, Freeing> ways = new LinkedHashMap<>();
        ways.put("reflection", buffer -> Direct.INVOKE_CLEANER.invoke(Direct.UNSAFE, buffer));
        MethodHandle handle = MethodHandles.lookup().unreflect(Direct.INVOKE_CLEANER);
        ways.put("method handle", buffer -> {
            handle.invoke(Direct.UNSAFE, buffer);
        });
        MethodHandle bound = handle.bindTo(Direct.UNSAFE);
        ways.put("bound method handle", buffer -> {
            bound.invokeExact(buffer);
        });
        Object internal = internalUnsafe();
        Method ofInternal = internal.getClass().getMethod("invokeCleaner", ByteBuffer.class);
        ways.put("internal", buffer -> ofInternal.invoke(internal, buffer));
        ways.put("another thread", Frees::freeInThread);
        Map<String, String> deltas = new TreeMap<>();
        Direct.settledCount();
        for (var way : ways.entrySet()) {
            for (int capacity : new int[] {0, 100, 8192, 65536, 1 << 20}) {
                Delta delta = new Delta();
                ByteBuffer buffer = ByteBuffer.allocateDirect(capacity);
                String allocated = delta.toString();
                way.getValue().free(buffer);
                deltas.put(way.getKey() + " of " + capacity, allocated + " then " + delta);
            }
        }
        return deltas;
    }

    @Point
    static Map<String, String> itRefusesEveryViewAndLeavesTheRootAlone() {
        Map<String, String> outcomes = new TreeMap<>();
        ViewKind.ofBytes().forEach((kind, view) -> {
            for (int capacity : new int[] {1024, 8192, 65536}) {
                ByteBuffer root = Pattern.fill(ByteBuffer.allocateDirect(capacity), 5);
                outcomes.put(kind + " of " + capacity, Check.outcome(() -> free(view.apply(root))));
                overwriteOthers(capacity);
                Pattern.check(root, 5);
                Direct.free(root);
            }
        });
        return outcomes;
    }

    @Point
    static String aReadOnlyViewOrSliceThatOutlivesTheFreeIsStillAnObject() {
        ByteBuffer root = ByteBuffer.allocateDirect(8192);
        ByteBuffer slice = root.slice(0, 10);
        Direct.free(root);
        return root + " " + slice + " " + root.isDirect() + " " + Check.outcome(() -> free(slice));
    }

    @Point
    static String itRefusesHeapBuffersAndNull() {
        return Check.outcome(() -> free(ByteBuffer.allocate(8192)))
                + Check.outcome(() -> free(ByteBuffer.allocate(8192).asReadOnlyBuffer()))
                + Check.outcome(() -> {
                    try {
                        return Direct.INVOKE_CLEANER.invoke(Direct.UNSAFE, new Object[] {null});
                    } catch (InvocationTargetException thrown) {
                        return thrown.getCause().getClass();
                    }
                });
    }

    @Point
    static String itStillUnmapsAFile() throws Exception {
        Path file = Files.createTempFile("semantics", ".map");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, 8192);
            Pattern.fill(mapped, 1);
            String line = mapped + " " + mapped.force().isLoaded() + Check.outcome(() -> free(mapped.slice()));
            Direct.free(mapped);
            Direct.free(mapped);
            return line + " " + Files.size(file);
        } finally {
            Files.delete(file);
        }
    }

    private static String free(ByteBuffer buffer) {
        Direct.free(buffer);
        return "returned";
    }

    private static void freeInThread(ByteBuffer buffer) throws InterruptedException {
        Thread thread = new Thread(() -> Direct.free(buffer));
        thread.start();
        thread.join();
    }

    private static void overwriteOthers(int capacity) {
        for (int i = 0; i < 3; i++) {
            ByteBuffer other = ByteBuffer.allocateDirect(capacity);
            Pattern.dirty(other);
            Direct.free(other);
        }
    }

    /** The {@code jdk.internal.misc.Unsafe} that some libraries call directly. */
    private static Object internalUnsafe() throws ReflectiveOperationException {
        Field instance = Class.forName("jdk.internal.misc.Unsafe").getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        return instance.get(null);
    }

    private interface Freeing {
        void free(ByteBuffer buffer) throws Throwable;
    }
}
