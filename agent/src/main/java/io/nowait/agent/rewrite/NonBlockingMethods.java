package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which methods may not wait, whichever thread runs them: those that carry an annotation, or whose class does, and those that an
 * option names. Thread-safe.
 */
final class NonBlockingMethods {
    private static final List<String> ANNOTATIONS =
            Arrays.asList("io.nowait.runtime.NonBlocking", "io.smallrye.common.annotation.NonBlocking");

    /** What takes a method out of a class that is annotated as non-blocking. */
    private static final String BLOCKING = "Lio/smallrye/common/annotation/Blocking;";

    private final List<String> descriptors = new ArrayList<>();
    private final List<Pattern> patterns = new ArrayList<>();

    /**
     * Those of the annotations that are known, and more.
     *
     * @param methods patterns {@code class::method}; a star stands for any characters
     * @param annotations names of further annotations
     */
    NonBlockingMethods(List<String> methods, List<String> annotations) {
        addDescriptors(ANNOTATIONS);
        addDescriptors(annotations);
        for (String method : methods) {
            patterns.add(Pattern.compile(Pattern.quote(method).replace("*", "\\E.*\\Q")));
        }
    }

    private void addDescriptors(List<String> names) {
        for (String name : names) {
            descriptors.add("L".concat(name.replace('.', '/')).concat(";"));
        }
    }

    /** Why what carries an annotation of that descriptor may not wait; null if that says nothing. */
    @Nullable
    String annotated(String descriptor) {
        if (!descriptors.contains(descriptor)) {
            return null;
        }
        return "@".concat(descriptor.substring(1, descriptor.length() - 1).replace('/', '.'));
    }

    /** Whether a method that carries an annotation of that descriptor may wait though its class may not. */
    static boolean isBlocking(String descriptor) {
        return descriptor.equals(BLOCKING);
    }

    /** Why a method of that name may not wait; null if the option says nothing. */
    @Nullable
    String named(String className, String method) {
        if (patterns.isEmpty()) {
            return null;
        }
        String name = className.concat("::").concat(method);
        for (Pattern pattern : patterns) {
            if (pattern.matcher(name).matches()) {
                return "option nonblocking";
            }
        }
        return null;
    }
}
