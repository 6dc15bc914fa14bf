package io.nowait.runtime.reclaim;

import java.util.Locale;

/** When memory that the application has freed may be lent again. */
public enum Mode {
    /** After a grace period. */
    GRACE,
    /** When the collector has proved that nothing reaches the buffer: an explicit free is a hint. */
    GC,
    /** After both; meanwhile the memory is poisoned, and writes to it are found. */
    STRICT;

    /**
     * The mode of that name in small letters.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Mode of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Whether the collector's proof is waited for. */
    public boolean needsProof() {
        return this != GRACE;
    }
}
