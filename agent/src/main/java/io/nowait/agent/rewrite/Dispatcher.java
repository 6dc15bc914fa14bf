package io.nowait.agent.rewrite;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Generates the two kinds of class through which rewritten code reaches {@code io.nowait.runtime.Nowait}.
 *
 * <p>Both live in package {@code java.nio} of {@code java.base}: a class loader may hide any other package from its
 * classes (OSGi frameworks and servers do), but {@code java.*} is delegated to the boot loader by all of them. They
 * contain nothing but forwarding, so that all that can change is in the runtime.
 *
 * <p>{@code java.nio.NowaitDispatcher} has one public static method for each method of {@code Nowait}, of the same
 * name and descriptor; {@code cleaner} takes in addition the Cleaner that the JDK has, and prefers it, so that the
 * advised method of the JDK needs no branch. {@code java.nio.NowaitReference$n} stands for
 * {@code ByteBuffer::allocateDirect} at site {@code n}: a method handle constant must stay a direct handle of type
 * {@code (I)ByteBuffer}, and so cannot carry the number itself.
 */
final class Dispatcher {
    static final String NAME = "java/nio/NowaitDispatcher";
    static final String ALLOCATE = "(II)Ljava/nio/ByteBuffer;";
    static final String CLEANER = "(Ljdk/internal/ref/Cleaner;Ljava/lang/Object;)Ljdk/internal/ref/Cleaner;";

    static final String RESERVE = "(ZJJ)Z";

    private static final String RUNTIME = "io/nowait/runtime/Nowait";
    private static final String RUNTIME_CLEANER = "(Ljava/lang/Object;)Ljdk/internal/ref/Cleaner;";
    private static final String REFERENCE = "java/nio/NowaitReference$";
    private static final String REFERENCE_METHOD = "allocateDirect";
    private static final String REFERENCE_TYPE = "(I)Ljava/nio/ByteBuffer;";
    private static final int PUBLIC_STATIC = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;

    private Dispatcher() {}

    /** The class file of {@code java.nio.NowaitDispatcher}. */
    static byte[] classFile() {
        ClassWriter writer = begin(NAME);
        forward(writer, "allocateDirect", ALLOCATE);
        forward(writer, "bypass", ALLOCATE);
        forward(writer, "free", "(Ljava/nio/ByteBuffer;)Z");
        forward(writer, "reserve", RESERVE);
        forward(writer, "reservationFailed", Waits.MARK);
        forward(writer, "bufferCount", "(J)J");
        forward(writer, "totalCapacity", "(J)J");
        forward(writer, "memoryUsed", "(J)J");
        forward(writer, "select", Waits.withSelector("()I"));
        forward(writer, "select", Waits.withSelector("(J)I"));
        forward(writer, "select", Waits.withSelector("(Ljava/util/function/Consumer;)I"));
        forward(writer, "select", Waits.withSelector("(Ljava/util/function/Consumer;J)I"));
        forward(writer, "selectNow", Waits.withSelector("()I"));
        forward(writer, "selectNow", Waits.withSelector("(Ljava/util/function/Consumer;)I"));
        forward(writer, "aboutToWait", Waits.MARK);
        forward(writer, "back", Waits.MARK);
        forward(writer, "aboutToTakeTask", Waits.MARK);
        forward(writer, "taskTaken", Waits.MARK);
        cleaner(writer);
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Internal name of the class that stands for {@code ByteBuffer::allocateDirect} at a site. */
    static String referenceName(int site) {
        return REFERENCE.concat(Integer.toString(site));
    }

    /** The handle that replaces {@code ByteBuffer::allocateDirect} at a site. */
    static Handle referenceHandle(int site) {
        return new Handle(Opcodes.H_INVOKESTATIC, referenceName(site), REFERENCE_METHOD, REFERENCE_TYPE, false);
    }

    /** The class file of {@code java.nio.NowaitReference$site}. */
    static byte[] referenceFile(int site) {
        ClassWriter writer = begin(referenceName(site));
        MethodVisitor method = writer.visitMethod(PUBLIC_STATIC, REFERENCE_METHOD, REFERENCE_TYPE, null, null);
        method.visitCode();
        method.visitVarInsn(Opcodes.ILOAD, 0); // capacity
        push(method, site); // capacity, site
        method.visitMethodInsn(Opcodes.INVOKESTATIC, NAME, "allocateDirect", ALLOCATE, false); // buffer
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(2, 1);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Pushes an int constant with the shortest instruction. Stack: … → …, value. */
    static void push(MethodVisitor method, int value) {
        if (value >= -1 && value <= 5) {
            method.visitInsn(Opcodes.ICONST_0 + value);
        } else if (value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE) {
            method.visitIntInsn(Opcodes.BIPUSH, value);
        } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
            method.visitIntInsn(Opcodes.SIPUSH, value);
        } else {
            method.visitLdcInsn(value);
        }
    }

    private static ClassWriter begin(String name) {
        ClassWriter writer = new ClassWriter(0);
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        writer.visit(Opcodes.V17, access, name, null, "java/lang/Object", null);
        return writer;
    }

    private static void forward(ClassWriter writer, String name, String descriptor) {
        MethodVisitor method = writer.visitMethod(PUBLIC_STATIC, name, descriptor, null, null);
        method.visitCode();
        int local = 0;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            method.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local); // …, argument
            local += argument.getSize();
        }
        method.visitMethodInsn(Opcodes.INVOKESTATIC, RUNTIME, name, descriptor, false); // result
        method.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        method.visitMaxs(Math.max(local, 2), local);
        method.visitEnd();
    }

    private static void cleaner(ClassWriter writer) {
        MethodVisitor method = writer.visitMethod(PUBLIC_STATIC, "cleaner", CLEANER, null, null);
        method.visitCode();
        Label none = new Label();
        method.visitVarInsn(Opcodes.ALOAD, 0); // ofJdk
        method.visitJumpInsn(Opcodes.IFNULL, none); //
        method.visitVarInsn(Opcodes.ALOAD, 0); // ofJdk
        method.visitInsn(Opcodes.ARETURN);
        method.visitLabel(none);
        method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        method.visitVarInsn(Opcodes.ALOAD, 1); // buffer
        method.visitMethodInsn(Opcodes.INVOKESTATIC, RUNTIME, "cleaner", RUNTIME_CLEANER, false); // cleaner or null
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(1, 2);
        method.visitEnd();
    }
}
