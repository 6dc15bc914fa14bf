package io.nowait.runtime.reserve;

/** Hears of shortages from the threads that meet them. Implementations are thread-safe. */
public interface Demand {
    /** A request found no run in its reserve. Neither waits nor throws. */
    void unmet();

    /**
     * An allocation somewhere in the JVM is about to fail at the direct limit. May wait some milliseconds.
     *
     * @param bytes what it asks for
     * @param urgency whether it is to have what is set aside for threads that may not wait, too
     */
    void pressed(long bytes, Urgency urgency);

    /** An allocation has been refused for want of so many bytes under the direct limit: the next should not be. Neither waits nor throws. */
    void shortOf(long bytes);
}
