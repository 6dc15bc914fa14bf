package io.nowait.agent.context;

import io.nowait.runtime.ThreadRule;
import io.nowait.runtime.nullness.Nullable;

/** Which platform threads may not wait. Thread-safe; throws nothing. */
public final class Detection implements ThreadRule {
    /** Stateless. */
    public Detection() {}

    @Override
    public @Nullable String nonBlockingBecause(Thread thread) {
        return Hierarchy.find(thread.getClass(), "jdk.internal.misc.CarrierThread") == null
                ? null
                : "carrier of virtual threads";
    }
}
