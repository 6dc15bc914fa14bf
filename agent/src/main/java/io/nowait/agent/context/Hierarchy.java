package io.nowait.agent.context;

import io.nowait.runtime.nullness.Nullable;

/** Finds types by name among the supertypes of a class that is loaded. Loads nothing. */
final class Hierarchy {
    private Hierarchy() {}

    /**
     * The type itself, or the supertype of it, whose name ends so.
     *
     * @param suffix a binary name without its first packages, for libraries that were packed under another name
     * @return the nearest; null if there is none
     */
    static @Nullable Class<?> find(Class<?> type, String suffix) {
        for (Class<?> next = type; next != null && next != Thread.class; next = next.getSuperclass()) {
            if (isNamed(next, suffix)) {
                return next;
            }
            Class<?> face = findAmongInterfaces(next, suffix);
            if (face != null) {
                return face;
            }
        }
        return null;
    }

    private static @Nullable Class<?> findAmongInterfaces(Class<?> type, String suffix) {
        for (Class<?> face : type.getInterfaces()) {
            Class<?> found = isNamed(face, suffix) ? face : findAmongInterfaces(face, suffix);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Whether a type's name is that, or ends with a dot and that. */
    private static boolean isNamed(Class<?> type, String suffix) {
        String name = type.getName();
        int before = name.length() - suffix.length() - 1;
        return name.endsWith(suffix) && (before < 0 || name.charAt(before) == '.');
    }
}
