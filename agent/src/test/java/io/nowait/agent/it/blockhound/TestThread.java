package io.nowait.agent.it.blockhound;

/** A thread that BlockHound is told may not block. What it throws is thrown by {@link #run(Runnable)}. */
final class TestThread extends Thread {
    private volatile Throwable thrown;

    private TestThread(Runnable task) {
        super(task, "test-thread");
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
}
