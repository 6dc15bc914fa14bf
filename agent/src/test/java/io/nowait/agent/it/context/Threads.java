package io.nowait.agent.it.context;

import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** For child programs: threads that allocate and then stay until the program ends. */
final class Threads {
    /** Says what comes of the program's integration. */
    static final String INTEGRATED = "integrated";

    private Threads() {}

    /** A call site that is nobody's in particular. */
    static ByteBuffer allocate() {
        return ByteBuffer.allocateDirect(5000);
    }

    /** Runs the action on that thread, and returns when it has. */
    static void run(Making making, Callable<?> action) throws Exception {
        FutureTask<?> task = new FutureTask<>(action);
        Thread thread = making.make(() -> {
            task.run();
            stay();
        });
        thread.setDaemon(true);
        thread.start();
        task.get();
    }

    /** The same on a plain thread of that name. */
    static void run(String name, Callable<?> action) throws Exception {
        run(task -> new Thread(task, name), action);
    }

    private static void stay() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes a thread of some class. */
    @FunctionalInterface
    interface Making {
        Thread make(Runnable task);
    }
}
