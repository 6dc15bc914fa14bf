package io.nowait.agent.context;

import io.nowait.runtime.nullness.Nullable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** One service, and whether its faults have been said. Thread-safe. */
final class Integration {
    final String name;
    private final AtomicBoolean said = new AtomicBoolean();
    private @Nullable Predicate<Thread> service;

    private Integration(String name) {
        this.name = name;
    }

    /** The service of that name; one that cannot be made knows no thread. */
    @SuppressWarnings("unchecked") // what else it takes, it throws
    static Integration make(String name, ClassLoader loader) {
        Integration made = new Integration(name);
        try {
            Object service = Class.forName(name, true, loader).getConstructor().newInstance();
            made.service = (Predicate<Thread>) service;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError fault) {
            made.say(fault);
        }
        return made;
    }

    /** Whether it says that a thread may not wait. */
    boolean says(Thread thread) {
        Predicate<Thread> asked = service;
        try {
            return asked != null && asked.test(thread);
        } catch (RuntimeException | Error fault) {
            say(fault);
            return false;
        }
    }

    private void say(Throwable fault) {
        if (said.compareAndSet(false, true)) {
            Throwable why = fault.getCause() == null ? fault : fault.getCause();
            System.err.println("nowait: " + name + ", named as a service, is ignored where it fails: " + why);
        }
    }
}
