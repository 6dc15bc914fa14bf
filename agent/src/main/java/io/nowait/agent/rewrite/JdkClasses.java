package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;
import java.util.Collections;
import java.util.EnumSet;
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
    private final Set<JdkAdvice> applied = Collections.synchronizedSet(EnumSet.noneOf(JdkAdvice.class));

    /** Whether a class of {@code java.base} is advised. Cheap: called for each that is loaded. */
    static boolean advised(String internalName) {
        return switch (internalName) {
            case "jdk/internal/misc/Unsafe", "java/nio/DirectByteBuffer", "java/nio/Bits", "java/nio/Bits$1" -> true;
            default -> false;
        };
    }

    /** The advised classes, loaded but not initialised. */
    static Class<?>[] load() throws ClassNotFoundException {
        return new Class<?>[] {
            Class.forName("jdk.internal.misc.Unsafe", false, null),
            Class.forName("java.nio.DirectByteBuffer", false, null),
            Class.forName("java.nio.Bits", false, null),
            Class.forName("java.nio.Bits$1", false, null)
        };
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
            if (!applied.contains(advice)) {
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
