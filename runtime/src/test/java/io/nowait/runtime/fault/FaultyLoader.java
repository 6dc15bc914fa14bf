package io.nowait.runtime.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Loads its own copy of the runtime with a call of {@link Fault} before every instruction that makes an object or calls a
 * method: the places at which an OutOfMemoryError or a StackOverflowError can strike.
 */
final class FaultyLoader extends ClassLoader {
    private static final String RUNTIME = "io.nowait.runtime.";
    private static final String FAULT = "io.nowait.runtime.fault.Fault";

    FaultyLoader() {
        super(FaultyLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(RUNTIME) || name.equals(FAULT)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] file = read(name);
            byte[] faulty = name.contains("FaultScenarios") ? file : instrument(file);
            return defineClass(name, faulty, 0, faulty.length);
        }
    }

    private byte[] read(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] instrument(byte[] file) {
        ClassReader reader = new ClassReader(file);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
                        return name.equals("<clinit>") ? next : new Steps(next);
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static final class Steps extends MethodVisitor {
        Steps(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        private void step(String kind) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, FAULT.replace('.', '/'), kind, "()V", false);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.NEW || opcode == Opcodes.ANEWARRAY) {
                step("make");
            }
            super.visitTypeInsn(opcode, type);
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode == Opcodes.NEWARRAY) {
                step("make");
            }
            super.visitIntInsn(opcode, operand);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            step("call");
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
    }
}
