package io.nowait.runtime.reserve;

/** How much a thread that needs room may ask of the emergency reserve. */
public enum Urgency {
    /** Nothing: it may wait, and has just begun to. */
    PATIENT,

    /** All that it needs: it has waited so long that it would fail soon. */
    WAITED,

    /** All that it needs: it may not wait. */
    NON_BLOCKING
}
