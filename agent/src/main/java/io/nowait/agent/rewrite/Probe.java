package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Tries a rewritten call before any class of the application is rewritten.
 *
 * <p>The probe is a class with one site in its static initialiser, so that it bypasses the pool, in a loader that
 * delegates {@code java.*} and nothing else. It asks for a negative capacity: the call goes all the way, through the
 * dispatcher and the runtime to the JDK, comes back as the JDK's {@code IllegalArgumentException}, and allocates and
 * counts nothing. Whatever else comes out, a linkage error above all, means that the agent must stay out.
 *
 * <p>It goes through the very code that will rewrite the application's classes.
 */
final class Probe {
    private static final String NAME = "io/nowait/agent/rewrite/Probed";

    private Probe() {}

    /**
     * Rewrites, loads and runs the probe.
     *
     * @throws IllegalStateException if it was not rewritten
     * @throws LinkageError if it cannot be linked, or the call in it ends otherwise than in the JDK
     */
    static void run(Definer definer) {
        Counts counts = new Counts();
        Transformer transformer = new Transformer(
                Gate.OPEN,
                Scope.ALL,
                new NoNumber(),
                new References(definer),
                new MethodRules(new NonBlockingMethods(NamedMethods.NONE), NamedMethods.NONE),
                new JdkClasses(false),
                counts);
        Loader loader = new Loader();
        byte[] rewritten = transformer.transform(loader.getUnnamedModule(), loader, NAME, null, null, classFile());
        if (rewritten == null) {
            String why =
                    counts.failed() == 0 ? "no site found" : counts.failures().get(0).reason;
            throw new IllegalStateException("probe not rewritten: ".concat(why));
        }
        loader.run(rewritten);
    }

    /** The probe: {@code static { try { ByteBuffer.allocateDirect(-1); throw null; } catch (IllegalArgumentException e) {} }}. */
    static byte[] classFile() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V1_5, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, NAME, null, "java/lang/Object", null);
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        Label start = new Label();
        Label end = new Label();
        method.visitTryCatchBlock(start, end, end, "java/lang/IllegalArgumentException");
        method.visitCode();
        method.visitLabel(start);
        method.visitInsn(Opcodes.ICONST_M1); // -1
        method.visitMethodInsn(
                Opcodes.INVOKESTATIC, "java/nio/ByteBuffer", "allocateDirect", "(I)Ljava/nio/ByteBuffer;", false);
        // buffer
        method.visitInsn(Opcodes.POP); //
        method.visitInsn(Opcodes.ACONST_NULL); // null
        method.visitInsn(Opcodes.ATHROW);
        method.visitLabel(end); // exception
        method.visitInsn(Opcodes.POP); //
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(1, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static final class NoNumber implements Numbering {
        @Override
        public int number(
                String className, String method, int line, int ordinal, @Nullable String because, boolean exempt) {
            return 0;
        }
    }

    /** Knows {@code java.*} and the probe, as the strictest of application loaders do. */
    private static final class Loader extends ClassLoader {
        Loader() {
            super(null);
        }

        void run(byte[] file) {
            Class<?> probe =
                    defineClass(NAME.replace('/', '.'), file, 0, file.length, Probe.class.getProtectionDomain());
            try {
                Class.forName(probe.getName(), true, this);
            } catch (ClassNotFoundException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        protected @Nullable Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            if (name.startsWith("java.")) {
                return super.loadClass(name, resolve);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
