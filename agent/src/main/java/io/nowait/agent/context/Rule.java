package io.nowait.agent.context;

import io.nowait.runtime.nullness.Nullable;

/** One way to know a thread that may not wait. Asked on that thread. Thread-safe. */
interface Rule {
    /**
     * Why the thread may not wait; null if this rule knows no reason.
     *
     * @throws ReflectiveOperationException if the thread's class is not what its name says
     */
    @Nullable
    String nonBlockingBecause(Thread thread) throws ReflectiveOperationException;
}
