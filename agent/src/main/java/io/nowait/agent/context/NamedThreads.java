package io.nowait.agent.context;

import io.nowait.runtime.nullness.Nullable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The platform threads that an option names: by their names, or by a class that they extend or an interface that they implement. What a
 * thread is called later changes nothing. Thread-safe.
 */
public final class NamedThreads {
    private final String[] globs;
    private final Pattern[] patterns;
    private final List<String> types;

    /**
     * Those.
     *
     * @param globs names of threads, in which a star stands for any characters
     * @param types names of classes and interfaces
     */
    public NamedThreads(List<String> globs, List<String> types) {
        this.globs = globs.toArray(new String[0]);
        patterns = new Pattern[this.globs.length];
        for (int i = 0; i < patterns.length; i++) {
            patterns[i] = Pattern.compile(Pattern.quote(this.globs[i]).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
        }
        this.types = types;
    }

    /** The pattern that names the thread, as it stands in the option; null if none does. */
    @Nullable
    String find(Thread thread) {
        for (String type : types) {
            if (Hierarchy.find(thread.getClass(), type) != null) {
                return "<".concat(type);
            }
        }
        for (int i = 0; i < patterns.length; i++) {
            if (patterns[i].matcher(thread.getName()).matches()) {
                return globs[i];
            }
        }
        return null;
    }

    /** Whether all virtual threads are named, which only their class can do. */
    boolean nameVirtualThreads() {
        try {
            Class<?> virtual = Class.forName("java.lang.VirtualThread", false, null);
            for (String type : types) {
                if (Hierarchy.find(virtual, type) != null) {
                    return true;
                }
            }
        } catch (ClassNotFoundException older) {
            // Than virtual threads.
        }
        return false;
    }
}
