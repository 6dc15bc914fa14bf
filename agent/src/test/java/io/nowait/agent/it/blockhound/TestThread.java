package io.nowait.agent.it.blockhound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;

/** An event loop that BlockHound is told may not block. What it throws is thrown by {@link #run(Runnable)}. */
final class TestThread extends Thread {
    private volatile Throwable thrown;

    private TestThread(Runnable task) {
        super(() -> selectAndRun(task), "test-thread");
        setUncaughtExceptionHandler((thread, e) -> thrown = e);
    }

    /** Runs the task to its end on a new thread of this kind. */
    static void run(Runnable task) throws InterruptedException {
        TestThread thread = new TestThread(task);
        thread.start();
        thread.join();
        if (thread.thrown != null) {
            throw new IllegalStateException(thread.thrown);
        }
    }

    /** With the first select the thread is one that may not wait, until the selector is closed. */
    private static void selectAndRun(Runnable task) {
        try (Selector selector = Selector.open()) {
            selector.selectNow();
            task.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
