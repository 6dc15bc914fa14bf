package io.nowait.agent.it.blockhound;

import io.nowait.agent.it.readers.Live;
import io.nowait.agent.it.semantics.Direct;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.blockhound.BlockHound;

/**
 * A child program: allocates and frees with every outcome on threads that BlockHound watches, and prints for each outcome how
 * many allocations had it, then the blocking calls found, with their stacks.
 */
public final class Outcomes {
    private static final int SIZE = 8192;
    private static final int MANY = 400;
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
        until("refill", () -> free(allocate(MANY, SIZE)));
        until("fallback", () -> free(allocate(MANY, SIZE)));
        TestThread.run(() -> free(allocate(10, 100)));
        awaitEmergency();
        for (String outcome : List.of("hit", "refill", "emergency", "fallback", "stall", "refused", "bypass")) {
            System.out.println(outcome + "=" + Live.figure(outcome));
        }
        System.out.println("found=" + FOUND.size());
        FOUND.stream().distinct().limit(20).forEach(System.out::println);
        System.exit(0);
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

    /** Has new threads do this until an allocation had that outcome; for half a minute at most. */
    private static void until(String outcome, Runnable task) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_NANOS;
        do {
            TestThread.run(task);
        } while (Live.figure(outcome) == 0 && System.nanoTime() < end);
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
