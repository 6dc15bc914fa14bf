package io.nowait.agent.it.copies;

import io.nowait.runtime.DeferredFree;
import io.nowait.runtime.ReadSection;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * A child program, and a part of others that load it in loaders of their own: what read sections do for pooled buffers that
 * another thread frees meanwhile. For JVMs with the agent only: it looks at memory that has been freed.
 */
public final class Reading {
    static final int CAPACITY = 8192;
    private static final int MOST_ROUNDS = 50;
    private static final int BUFFERS = 300;
    static final byte MINE = 0x11;
    static final byte OTHERS = 0x22;

    private final List<String> facts = new ArrayList<>();
    private final ExecutorService freeing = Executors.newSingleThreadExecutor();

    private Reading() {}

    /** Prints the facts. */
    public static void main(String[] none) throws Exception {
        facts().forEach(System.out::println);
    }

    /** Finds them out. */
    public static List<String> facts() throws Exception {
        Reading reading = new Reading();
        try {
            reading.find();
        } finally {
            reading.freeing.shutdown();
        }
        return reading.facts;
    }

    private void find() throws Exception {
        facts.add("a copy of the application's own: " + (DeferredFree.class.getClassLoader() != null));
        ByteBuffer view = lend();
        freeing.submit(() -> free(root)).get();
        facts.add("reused without a section: " + isReused(view));
        inSection("freed", Reading::free);
        inSection("retired", DeferredFree::retire);
        if (Runtime.version().feature() >= 21) {
            inVirtualThread(() -> {
                inSection("freed, a virtual thread reads", Reading::free);
                return null;
            });
        }
        refusals();
        DeferredFree.synchronize();
        DeferredFree.barrier();
        facts.add("done");
    }

    /** The buffer that was lent last: the freeing thread takes it from here. */
    private ByteBuffer root;

    private ByteBuffer lend() throws Exception {
        root = pooled();
        fill(root, MINE);
        return root.duplicate();
    }

    private void inSection(String what, Freeing way) throws Exception {
        ByteBuffer view = lend();
        try (ReadSection outer = DeferredFree.enter()) {
            try (ReadSection inner = DeferredFree.enter()) {
                freeing.submit(() -> way.free(root)).get();
                if (inner == outer) {
                    throw new AssertionError();
                }
            }
            List<ByteBuffer> kept = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                freeing.submit(() -> allocateMany(kept)).get();
            }
            freeing.submit(() -> kept.forEach(Reading::free)).get();
            facts.add(what + ", intact in a section: " + is(view, MINE));
        }
        facts.add(what + ", reused after it: " + isReused(view));
    }

    private boolean isReused(ByteBuffer view) throws Exception {
        List<ByteBuffer> kept = new ArrayList<>();
        for (int round = 0; round < MOST_ROUNDS && is(view, MINE); round++) {
            freeing.submit(() -> allocateMany(kept)).get();
        }
        freeing.submit(() -> kept.forEach(Reading::free)).get();
        return !is(view, MINE);
    }

    private void refusals() throws Exception {
        ByteBuffer buffer = pooled();
        try (ReadSection section = DeferredFree.enter()) {
            facts.add("synchronize in a section: " + thrownBy(DeferredFree::synchronize));
            facts.add("barrier in a section: " + thrownBy(DeferredFree::barrier));
            facts.add("close by another thread: "
                    + freeing.submit(() -> thrownBy(section::close)).get());
        }
        facts.add("retire a view: " + thrownBy(() -> DeferredFree.retire(buffer.slice())));
        facts.add("retire a heap buffer: " + thrownBy(() -> DeferredFree.retire(ByteBuffer.allocate(10))));
        DeferredFree.retire(buffer);
        facts.add("retire again: " + thrownBy(() -> DeferredFree.retire(buffer)));
    }

    private static String thrownBy(Call call) {
        try {
            call.run();
            return "nothing";
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }

    static Object allocateMany(List<ByteBuffer> kept) throws InterruptedException {
        for (int i = 0; i < BUFFERS; i++) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);
            fill(buffer, OTHERS);
            kept.add(buffer);
        }
        Thread.sleep(5);
        return null;
    }

    /** A buffer of the pool's. The calling thread is the only one that allocates meanwhile. */
    static ByteBuffer pooled() throws Exception {
        Method snapshot = Class.forName("io.nowait.runtime.Control", true, null).getMethod("snapshot");
        for (int round = 0; round < 10_000; round++) {
            long before = hits(snapshot);
            ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);
            if (hits(snapshot) > before) {
                return buffer;
            }
            Thread.sleep(1);
        }
        throw new AssertionError("no buffer came from the pool");
    }

    private static long hits(Method snapshot) throws ReflectiveOperationException {
        Object figures = snapshot.invoke(null);
        return (long) figures.getClass().getMethod("hit").invoke(figures);
    }

    static void fill(ByteBuffer buffer, byte with) {
        for (int i = 0; i < CAPACITY; i++) {
            buffer.put(i, with);
        }
    }

    static boolean is(ByteBuffer buffer, byte what) {
        for (int i = 0; i < CAPACITY; i++) {
            if (buffer.get(i) != what) {
                return false;
            }
        }
        return true;
    }

    /** As an application frees: plainly, and at once. */
    static Object free(ByteBuffer buffer) {
        try {
            Class<?> unsafe = Class.forName("sun.misc.Unsafe", false, null);
            Field theUnsafe = unsafe.getDeclaredField("theUnsafe");
            theUnsafe.setAccessible(true);
            return unsafe.getMethod("invokeCleaner", ByteBuffer.class).invoke(theUnsafe.get(null), buffer);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static void inVirtualThread(Callable<?> body) throws Exception {
        FutureTask<?> task = new FutureTask<>(body);
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        task.get();
    }

    /** A way to free. */
    private interface Freeing {
        void free(ByteBuffer buffer);
    }

    /** A call that may throw. */
    private interface Call {
        void run() throws Exception;
    }
}
