package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;

/** Which classes may be rewritten. Asked only for classes that passed the constant pool filter. Thread-safe. */
interface Scope {
    /** Every class; the scope of a start without {@code include} and {@code exclude}. */
    Scope ALL = new Scope() {
        @Override
        public boolean covers(String className, @Nullable ClassLoader loader, byte[] file) {
            return true;
        }
    };

    /**
     * Whether a class may be rewritten.
     *
     * @param className its name with dots
     * @param loader its loader, null for the boot loader
     * @param file its class file
     * @throws RuntimeException if that cannot be told, say because a supertype is missing
     */
    boolean covers(String className, @Nullable ClassLoader loader, byte[] file);
}
