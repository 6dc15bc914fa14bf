package io.nowait.runtime;

/** Tells the agent's copy of the runtime from an application's own. */
final class Loaded {
    private Loaded() {}

    /** Whether this copy is the agent's, which is in the boot loader. */
    static boolean byAgent() {
        return Loaded.class.getClassLoader() == null;
    }
}
