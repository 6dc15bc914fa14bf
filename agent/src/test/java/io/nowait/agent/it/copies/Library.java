package io.nowait.agent.it.copies;

import io.nowait.runtime.DeferredFree;
import io.nowait.runtime.ReadSection;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/** A child program that uses the runtime as a plain library, on buffers of the JDK's. */
public final class Library {
    private static final int CAPACITY = 3 << 20;

    private Library() {}

    /** Runs it; an argument has it wait until the reclaiming thread is idle. */
    public static void main(String[] idle) throws Exception {
        sections();
        if (Runtime.version().feature() >= 21) {
            Reading.inVirtualThread(Library::sections);
        }
        waiting();
        refusals();
        if (idle.length > 0) {
            thread();
        }
        // Neither an open section nor a buffer that waits keeps the JVM.
        ReadSection open = DeferredFree.enter();
        DeferredFree.retire(ByteBuffer.allocateDirect(CAPACITY));
        System.out.println("ends in a section: " + (open != null));
    }

    private static Object sections() throws Exception {
        long before = direct();
        ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);
        ByteBuffer view = buffer.duplicate();
        buffer.put(CAPACITY - 1, (byte) 0x11);
        try (ReadSection outer = DeferredFree.enter()) {
            try (ReadSection inner = DeferredFree.enter()) {
                other(() -> {
                    DeferredFree.retire(buffer);
                    return inner;
                });
            }
            Thread.sleep(50);
            System.out.println("retired, in a section: " + (direct() - before) + " bytes, " + view.get(CAPACITY - 1));
            if (outer == null) {
                throw new AssertionError();
            }
        }
        DeferredFree.barrier();
        System.out.println("retired, after it: " + (direct() - before) + " bytes");
        DeferredFree.retire(buffer);
        DeferredFree.barrier();
        System.out.println("retired again: " + (direct() - before) + " bytes");
        return null;
    }

    private static void waiting() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        FutureTask<Object> reading = start(() -> {
            try (ReadSection section = DeferredFree.enter()) {
                entered.countDown();
                leave.await();
                return section;
            }
        });
        entered.await();
        FutureTask<Object> waiting = start(() -> {
            DeferredFree.synchronize();
            return null;
        });
        Thread.sleep(50);
        System.out.println("synchronized in another's section: " + waiting.isDone());
        leave.countDown();
        reading.get();
        waiting.get();
        System.out.println("synchronized after it: " + waiting.isDone());
    }

    private static void refusals() throws Exception {
        ByteBuffer buffer = ByteBuffer.allocateDirect(100);
        try (ReadSection section = DeferredFree.enter()) {
            System.out.println("synchronize in a section: " + thrownBy(DeferredFree::synchronize));
            System.out.println("barrier in a section: " + thrownBy(DeferredFree::barrier));
            System.out.println("close by another thread: " + other(() -> thrownBy(section::close)));
        }
        System.out.println("retire a view: " + thrownBy(() -> DeferredFree.retire(buffer.slice())));
        System.out.println("retire a heap buffer: " + thrownBy(() -> DeferredFree.retire(ByteBuffer.allocate(10))));
    }

    private static void thread() throws Exception {
        System.out.println("reclaims: " + isReclaiming());
        for (int i = 0; i < 2000 && isReclaiming(); i++) {
            Thread.sleep(5);
        }
        System.out.println("reclaims when idle: " + isReclaiming());
        long before = direct();
        DeferredFree.retire(ByteBuffer.allocateDirect(CAPACITY));
        DeferredFree.barrier();
        System.out.println("reclaims again: " + isReclaiming() + ", " + (direct() - before) + " bytes");
    }

    private static boolean isReclaiming() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("nowait-reclaimer"));
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getTotalCapacity)
                .sum();
    }

    private static Object other(Callable<?> body) throws Exception {
        return start(body).get();
    }

    private static FutureTask<Object> start(Callable<?> body) {
        FutureTask<Object> task = new FutureTask<>(body::call);
        new Thread(task).start();
        return task;
    }

    private static String thrownBy(Call call) {
        try {
            call.run();
            return "nothing";
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }

    /** A call that may throw. */
    private interface Call {
        void run() throws Exception;
    }
}
