package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;
import jdk.internal.misc.Unsafe;

/**
 * Defines classes straight into the boot loader.
 *
 * <p>The only class of the agent that names {@code jdk.internal.misc.Unsafe}; {@link JavaBase#exportTo} comes first.
 * {@code Instrumentation.appendToBootstrapClassLoaderSearch} would print a warning and end class-data sharing for the
 * application's classes. Thread-safe.
 */
final class BootLoader implements Definer {
    @Override
    public void define(String internalName, byte[] classFile) {
        try {
            Unsafe.getUnsafe().defineClass(internalName, classFile, 0, classFile.length, null, null);
        } catch (LinkageError refused) {
            if (find(internalName.replace('/', '.')) == null) {
                throw refused;
            }
        }
    }

    /** The class of that name which the boot loader has or finds, not initialised; null if it has none. */
    static @Nullable Class<?> find(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException absent) {
            return null;
        }
    }
}
