package io.nowait.runtime.reserve;

import io.nowait.runtime.reclaim.Reports;

/** Hears of what should not happen in a sound application. Called on the worker's thread; must not throw. */
public interface Incidents extends Reports {
    /** Mode {@code strict} has found a write to freed memory. */
    void writtenAfterFree(WriteAfterFree write);

    /** A run was about to be lent before its grace period was over, and will not be lent any more. On any thread. */
    void quarantined();
}
