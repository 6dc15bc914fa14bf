package io.nowait.agent.it.blockhound;

import io.nowait.agent.it.readers.Live;
import io.nowait.agent.it.semantics.Direct;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import reactor.blockhound.BlockHound;

/**
 * A child program: allocates, frees and retires with every outcome on threads that BlockHound watches, and prints for each outcome how
 * many allocations had it, how many bytes were retired, and are lent at the end, then the blocking calls found, with their stacks.
 */
public final class Outcomes {
    private static final int SIZE = 8192;
    private static final int MANY = 400;
    private static final int FEW = 20;
    /** As {@code -XX:MaxDirectMemorySize} has it. */
    private static final int LIMIT = 32 << 20;

    private static final long LONGEST_NANOS = 30_000_000_000L;
    private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

    private Outcomes() {}

    /** Runs it; with the argument {@code control}, a thread sleeps, too, which BlockHound must find. */
    public static void main(String[] arguments) throws Exception {
        boolean control = arguments.length > 0;
        BlockHound.builder()
                .nonBlockingThreadPredicate(others -> others.or(thread -> thread instanceof TestThread))
                .blockingMethodCallback(method -> FOUND.add(method + stack()))
                .install();
        awaitPool();
        if (control) {
            TestThread.run(Outcomes::sleep);
        }
        until(() -> Live.figure("refill") > 0, () -> free(allocate(MANY, SIZE)));
        until(() -> Live.figure("fallback") > 0, () -> free(allocate(MANY, SIZE)));
        TestThread.run(() -> free(allocate(10, 100)));
        freeWhileRead();
        awaitEmergency();
        System.out.println("lent=" + Live.memory("lent"));
        for (String outcome : List.of("hit", "refill", "emergency", "fallback", "stall", "refused", "bypass")) {
            System.out.println(outcome + "=" + Live.figure(outcome));
        }
        System.out.println("found=" + FOUND.size());
        FOUND.stream().distinct().limit(20).forEach(System.out::println);
        System.exit(0);
    }

    /**
     * Frees while somebody else reads, so that all has to wait: buffers of the pool's, one that was made for the thread, which is too small for
     * the pool, and the JDK's own.
     */
    private static void freeWhileRead() throws Exception {
        awaitNothingPending();
        List<ByteBuffer> ofJdk = List.of(Ballast.one(SIZE), Ballast.one(SIZE));
        List<ByteBuffer> lent = new ArrayList<>();
        // Before the reader comes, at whose silence the pool takes no memory.
        until(() -> Live.memory("lent") >= FEW / 2 * SIZE, () -> {
            free(lent);
            lent.clear();
            lent.addAll(allocate(FEW, SIZE));
        });
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        Thread reader = new Thread(() -> read(reading, enough), "reader");
        reader.setDaemon(true);
        reader.start();
        reading.await();
        TestThread.run(() -> free(lent.subList(0, 2)));
        TestThread.run(() -> lent.subList(2, FEW).forEach(Outcomes::retire));
        TestThread.run(() -> free(allocate(1, 100)));
        TestThread.run(() -> free(ofJdk));
        System.out.println("retired=" + Live.memory("retired"));
        enough.countDown();
        reader.join();
    }

    private static void retire(ByteBuffer buffer) {
        try {
            Live.retire(buffer);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
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

    /** Draws all reserves down until memory is refused, then gives all back. */
    private static void exhaust() {
        List<ByteBuffer> held = new ArrayList<>();
        try {
            while (true) {
                held.add(ByteBuffer.allocateDirect(SIZE));
            }
        } catch (OutOfMemoryError refused) {
            free(held);
        }
    }

    private static List<ByteBuffer> allocate(int count, int size) {
        List<ByteBuffer> buffers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(size);
            buffer.put(0, (byte) 1);
            buffers.add(buffer);
        }
        return buffers;
    }

    private static void free(List<ByteBuffer> buffers) {
        buffers.forEach(Direct::free);
    }

    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the limit be reached again and again, until it finds an emergency reserve; for half a minute at most. */
    private static void awaitEmergency() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (Live.figure("emergency") == 0 && System.nanoTime() < end) {
            Ballast ballast = new Ballast();
            ballast.fill(LIMIT);
            TestThread.run(Outcomes::exhaust);
            ballast.free();
            Thread.sleep(1_000); // until the pool takes memory again
        }
    }

    /** Has new threads do this until the condition holds; for half a minute at most. */
    private static void until(BooleanSupplier condition, Runnable task) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_NANOS;
        do {
            TestThread.run(task);
        } while (!condition.getAsBoolean() && System.nanoTime() < end);
    }

    /** What threads before have freed waits while there is more than one reader, dead ones for a while, too. */
    private static void awaitNothingPending() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (Live.reclaim("pending") > 0 && System.nanoTime() < end) {
            Thread.sleep(10);
        }
    }

    private static void awaitPool() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (Live.figure("hit") == 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no hit");
            }
            Direct.free(ByteBuffer.allocateDirect(SIZE));
            Thread.sleep(10);
        }
    }

    private static String stack() {
        StringBuilder stack = new StringBuilder();
        for (StackTraceElement frame : new Throwable().getStackTrace()) {
            if (!frame.getClassName().startsWith("reactor.blockhound")) {
                stack.append("\n  at ").append(frame);
            }
        }
        return stack.toString();
    }
}
