package io.nowait.runtime.reclaim;

/** Hears what should be told to whoever runs the application. Called on the reclaimer's thread; must not throw. */
public interface Reports {
    /** A reader has been silent for long. */
    void stalled(Stall stall);
}
