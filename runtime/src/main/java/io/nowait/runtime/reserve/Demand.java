package io.nowait.runtime.reserve;

/** Hears of shortages from the threads that meet them. Implementations are thread-safe. */
public interface Demand {
    /** A request found no run in its reserve. Neither waits nor throws. */
    void unmet();

    /** An allocation somewhere in the JVM is about to fail at the direct limit. May wait some milliseconds. */
    void pressed();
}
