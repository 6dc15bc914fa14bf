package io.nowait.agent.context;

import io.nowait.runtime.nullness.Nullable;

/** Threads that may not wait because of a class that they extend or an interface that they implement. */
final class ThreadTypes implements Rule {
    private static final String[][] KNOWN = {
        {"jdk.internal.misc.CarrierThread", "carrier of virtual threads"},
        // Where the JVM has no continuations, each virtual thread is a thread of the system.
        {"java.lang.BaseVirtualThread", "virtual thread"},
        {"reactor.core.scheduler.NonBlocking", "Reactor's NonBlocking"},
    };

    @Override
    public @Nullable String nonBlockingBecause(Thread thread) {
        for (String[] known : KNOWN) {
            if (Hierarchy.find(thread.getClass(), known[0]) != null) {
                return known[1];
            }
        }
        return null;
    }
}
