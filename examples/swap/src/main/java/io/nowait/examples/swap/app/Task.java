package io.nowait.examples.swap.app;

/** What one thread does until it is told to end. */
interface Task {
    void run() throws Exception;

    /** Asks {@link #run} to return soon. Called from another thread. */
    void end();
}
