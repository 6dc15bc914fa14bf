package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/**
 * Applies {@link JdkAdvice} to the classes of {@code java.base} that have some, and remembers which found their place:
 * a class that the JVM takes back unchanged would otherwise go unnoticed, since what a transformer throws is dropped.
 */
final class JdkClasses {
    private static final String EXECUTOR = "java/util/concurrent/ThreadPoolExecutor";

    private final boolean executors;
    private final Set<JdkAdvice> applied = Collections.synchronizedSet(EnumSet.noneOf(JdkAdvice.class));

    /**
     * No advice applied yet.
     *
     * @param executors whether workers of executors are readers too
     */
    JdkClasses(boolean executors) {
        this.executors = executors;
    }

    /** Whether a class of {@code java.base} is advised. Cheap: called for each that is loaded. */
    boolean advised(String internalName) {
        return switch (internalName) {
            case "jdk/internal/misc/Unsafe", "java/nio/DirectByteBuffer", "java/nio/Bits", "java/nio/Bits$1" -> true;
            case EXECUTOR -> executors;
            default -> false;
        };
    }

    /** The advised classes, loaded but not initialised. */
    Class<?>[] load() throws ClassNotFoundException {
        List<Class<?>> classes = new ArrayList<>();
        classes.add(Class.forName("jdk.internal.misc.Unsafe", false, null));
        classes.add(Class.forName("java.nio.DirectByteBuffer", false, null));
        classes.add(Class.forName("java.nio.Bits", false, null));
        classes.add(Class.forName("java.nio.Bits$1", false, null));
        if (executors) {
            classes.add(Class.forName("java.util.concurrent.ThreadPoolExecutor", false, null));
        }
        return classes.toArray(new Class<?>[0]);
    }

    /** The class file with its advice. */
    byte[] advise(String internalName, byte[] file) {
        ClassReader reader = new ClassReader(file);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Advised(writer, internalName), 0);
        return writer.toByteArray();
    }

    /** The first advice that has not found its place; null when all have. */
    @Nullable
    JdkAdvice missing() {
        for (JdkAdvice advice : JdkAdvice.values()) {
            if (!applied.contains(advice) && (executors || !advice.isOfExecutors())) {
                return advice;
            }
        }
        return null;
    }

    void applied(JdkAdvice advice) {
        applied.add(advice);
    }

    private final class Advised extends ClassVisitor {
        private final String owner;

        Advised(ClassVisitor next, String owner) {
            super(CallSites.API, next);
            this.owner = owner;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            for (JdkAdvice advice : JdkAdvice.values()) {
                if (advice.advises(owner, name, descriptor)) {
                    return new JdkAdviceMethod(next, advice, JdkClasses.this);
                }
            }
            return next;
        }
    }
}
