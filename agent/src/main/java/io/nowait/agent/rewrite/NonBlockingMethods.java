package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;
import java.util.List;

/**
 * Which methods may not wait, whichever thread runs them: those that carry an annotation, or whose class does, and those that an
 * option names. Thread-safe.
 */
final class NonBlockingMethods {
    private static final NamedMethods KNOWN = new NamedMethods(
            List.of(), List.of("io.nowait.runtime.NonBlocking", "io.smallrye.common.annotation.NonBlocking"));

    /** What takes a method out of a class that is annotated as non-blocking. */
    private static final String BLOCKING = "Lio/smallrye/common/annotation/Blocking;";

    private final NamedMethods named;

    /** Those of the annotations that are known, and more. */
    NonBlockingMethods(NamedMethods named) {
        this.named = named;
    }

    /** Why what carries an annotation of that descriptor may not wait; null if that says nothing. */
    @Nullable
    String annotated(String descriptor) {
        if (!KNOWN.byAnnotation(descriptor) && !named.byAnnotation(descriptor)) {
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
        return named.byName(className, method) ? "option nonblocking" : null;
    }
}
