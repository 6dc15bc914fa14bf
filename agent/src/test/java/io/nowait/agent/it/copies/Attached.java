package io.nowait.agent.it.copies;

import io.nowait.runtime.DeferredFree;
import io.nowait.runtime.ReadSection;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A child program that uses its copy of the runtime before the agent is attached, meanwhile and after it: loops that look at a
 * shared buffer in read sections, one that replaces it, and a section that is open from before to after. Prints "ready",
 * and goes on when a file is there (its argument).
 */
public final class Attached {
    private static final ExecutorService FREEING = Executors.newSingleThreadExecutor();
    private static final List<ByteBuffer> KEPT = new ArrayList<>();
    private static final AtomicLong SECTIONS = new AtomicLong();
    private static final AtomicLong TORN = new AtomicLong();
    private static volatile boolean over;
    private static volatile ByteBuffer current;
    private static volatile ByteBuffer view;

    private Attached() {}

    /** Runs it. */
    public static void main(String[] file) throws Exception {
        current = lend(Reading.MINE);
        ExecutorService loops = Executors.newFixedThreadPool(3);
        Future<?> first = loops.submit(Attached::read);
        Future<?> second = loops.submit(Attached::read);
        Future<?> replacing = loops.submit(Attached::replace);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch look = new CountDownLatch(1);
        Future<?> old = Executors.newSingleThreadExecutor().submit(() -> {
            hold(entered, look);
            return null;
        });
        entered.await();
        Thread.sleep(100);
        System.out.println("ready");
        while (!Files.exists(Path.of(file[0]))) {
            Thread.sleep(10);
        }
        while (Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("nowait-handover"))) {
            Thread.sleep(10);
        }
        Thread.sleep(100);
        over = true;
        first.get();
        second.get();
        replacing.get();
        System.out.println("torn: " + TORN + " of " + (SECTIONS.get() > 1000 ? "many" : SECTIONS));
        ByteBuffer root = FREEING.submit(Reading::pooled).get();
        Reading.fill(root, Reading.MINE);
        view = root.duplicate();
        FREEING.submit(() -> Reading.free(root)).get();
        allocateMany();
        look.countDown();
        old.get();
        for (int i = 0; i < 50 && Reading.is(view, Reading.MINE); i++) {
            allocateMany();
        }
        System.out.println("reused after it: " + !Reading.is(view, Reading.MINE));
        DeferredFree.synchronize();
        DeferredFree.barrier();
        System.exit(0);
    }

    private static void hold(CountDownLatch entered, CountDownLatch look) throws Exception {
        try (ReadSection section = DeferredFree.enter()) {
            entered.countDown();
            look.await();
            System.out.println("intact in a section from before: " + Reading.is(view, Reading.MINE));
            DeferredFree.synchronize();
            System.out.println("no refusal in " + section);
        } catch (IllegalStateException refused) {
            System.out.println("synchronize in a section from before: IllegalStateException");
        }
    }

    private static Object read() {
        while (!over) {
            try (ReadSection section = DeferredFree.enter()) {
                ByteBuffer seen = current;
                byte expected = seen.get(0);
                for (int look = 0; look < 5; look++) {
                    if (!Reading.is(seen, expected) || section == null) {
                        TORN.incrementAndGet();
                    }
                }
            }
            SECTIONS.incrementAndGet();
        }
        return null;
    }

    private static Object replace() throws InterruptedException {
        for (int number = 0; !over; number++) {
            ByteBuffer old = current;
            current = lend((byte) number);
            DeferredFree.retire(old);
            if (number % 8 == 0) {
                Thread.sleep(1);
            }
        }
        return null;
    }

    private static void allocateMany() throws Exception {
        FREEING.submit(() -> Reading.allocateMany(KEPT)).get();
    }

    private static ByteBuffer lend(byte with) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(Reading.CAPACITY);
        Reading.fill(buffer, with);
        return buffer;
    }
}
