package io.nowait.runtime.reserve;

/** Hears of shortages from the threads that meet them. Implementations are thread-safe and neither wait nor throw. */
public interface Demand {
    /** A request found no run in its reserve. */
    void unmet();

    /** An allocation somewhere in the JVM met the direct limit. */
    void pressed();
}
