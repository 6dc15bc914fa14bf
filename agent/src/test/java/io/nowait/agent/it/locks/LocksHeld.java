package io.nowait.agent.it.locks;

import io.nowait.agent.it.Served;
import io.nowait.agent.it.readers.Live;
import io.nowait.agent.it.semantics.Direct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarFile;

/**
 * A child program: while another thread holds everything of nowait's that can be locked, others allocate with each outcome and free what
 * they got. Prints how many allocations had which outcome meanwhile, and where a thread stood still.
 */
public final class LocksHeld {
    private static final int SIZE = 8192;
    private static final int MANY = 200;
    private static final List<String> OUTCOMES =
            List.of("hit", "refill", "emergency", "fallback", "stall", "refused", "bypass", "failures");
    private static final List<ByteBuffer> HELD = new ArrayList<>();

    private LocksHeld() {}

    /**
     * Runs it.
     *
     * @param arguments the agent's jar; whether there are virtual threads; with a third one a thread asks for the pool's figures, too,
     *     which takes locks
     */
    public static void main(String[] arguments) throws Exception {
        boolean virtual = Boolean.parseBoolean(arguments[1]);
        Served.by(LocksHeld::allocate);
        List<Class<?>> classes = runtime(arguments[0]);
        List<ByteBuffer> lent = lent();
        List<ByteBuffer> ofJdk = new ArrayList<>(List.of(Foreign.allocate(SIZE), Foreign.allocate(SIZE)));
        while (Live.memory("emergency") == 0) {
            Direct.free(allocate());
            Thread.sleep(1);
        }
        Map<String, Long> before = figures();
        EveryLock every = EveryLock.of(classes);
        AutoCloseable held = every.hold();
        String still = arguments.length > 2 ? Watched.run(false, LocksHeld::figures) : whileHeld(lent, ofJdk, virtual);
        held.close();
        Map<String, Long> after = figures();
        OUTCOMES.forEach(name -> System.out.println(name + "=" + (after.get(name) - before.get(name))));
        System.out.println("waited=" + Live.reclaim("mostPending"));
        System.out.println("locked=" + every.size() + " with " + every.locks() + " of java.util.concurrent");
        System.out.println("slabs=" + every.has("io.nowait.runtime.page.Slabs"));
        System.out.println("still=" + still);
        System.exit(0);
    }

    private static String whileHeld(List<ByteBuffer> lent, List<ByteBuffer> ofJdk, boolean virtual) throws Exception {
        // With no reader the runs go to the caller's reserve, and from there to the depot.
        String still = Watched.run(false, () -> lent.forEach(Direct::free));
        still += Watched.run(false, () -> HELD.add(allocate()));
        still += Watched.run(false, () -> Direct.free(ByteBuffer.allocateDirect(100)));
        if (virtual) {
            still += Watched.run(true, () -> Direct.free(allocate()));
        }
        still += Watched.run(false, LocksHeld::exhaust);
        CountDownLatch enough = new CountDownLatch(1);
        CountDownLatch reading = new CountDownLatch(1);
        Thread reader = new Thread(() -> read(reading, enough), "reader");
        reader.start();
        reading.await();
        // Now each of them is retired, or put off.
        still += Watched.run(false, () -> ofJdk.forEach(Direct::free));
        still += Watched.run(false, () -> HELD.forEach(Direct::free));
        still += Watched.run(false, LocksHeld::select);
        enough.countDown();
        reader.join();
        return still;
    }

    private static ByteBuffer allocate() {
        return ByteBuffer.allocateDirect(SIZE);
    }

    /** Buffers of which most are lent by the pool. */
    private static List<ByteBuffer> lent() throws InterruptedException {
        while (true) {
            List<ByteBuffer> buffers = new ArrayList<>();
            long before = Live.figure("hit") + Live.figure("refill");
            for (int i = 0; i < MANY; i++) {
                buffers.add(allocate());
            }
            if (Live.figure("hit") + Live.figure("refill") - before > MANY * 3 / 4) {
                return buffers;
            }
            buffers.forEach(Direct::free);
            Thread.sleep(10);
        }
    }

    /** Takes what there is: its own, the depot's, loose buffers up to the limit, and the emergency reserve. */
    private static void exhaust() {
        try {
            while (true) {
                HELD.add(allocate());
            }
        } catch (OutOfMemoryError refused) {
            return;
        }
    }

    private static void read(CountDownLatch reading, CountDownLatch enough) {
        try {
            AutoCloseable section = Live.enter();
            reading.countDown();
            enough.await();
            section.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void select() {
        try (Selector selector = Selector.open()) {
            selector.selectNow();
            selector.select(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Long> figures() {
        Map<String, Long> figures = new LinkedHashMap<>();
        OUTCOMES.forEach(name -> figures.put(name, Live.figure(name)));
        return figures;
    }

    /** The runtime's classes: those in the agent's jar that the boot loader has. */
    private static List<Class<?>> runtime(String jar) throws IOException {
        List<Class<?>> classes = new ArrayList<>();
        try (JarFile file = new JarFile(jar)) {
            for (String name : file.stream().map(Object::toString).toList()) {
                if (name.startsWith("runtime/") && name.endsWith(".classdata")) {
                    addIfLoaded(
                            name.replaceAll("runtime/(.*)\\.classdata", "$1").replace('/', '.'), classes);
                }
            }
        }
        return classes;
    }

    private static void addIfLoaded(String name, List<Class<?>> classes) {
        try {
            classes.add(Class.forName(name, false, null));
        } catch (ClassNotFoundException onlyForApplications) {
            return;
        }
    }
}
