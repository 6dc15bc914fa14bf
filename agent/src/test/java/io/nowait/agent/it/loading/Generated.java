package io.nowait.agent.it.loading;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A generated class of a given class file version, whose public static methods, {@code (int) -> ByteBuffer}, come to
 * allocate in every way that this version knows. Its static initialiser allocates too.
 */
final class Generated {
    private static final String TYPE = "(I)Ljava/nio/ByteBuffer;";
    private static final Handle HANDLE =
            new Handle(Opcodes.H_INVOKESTATIC, "java/nio/ByteBuffer", "allocateDirect", TYPE, false);

    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    private final List<String> methods = new ArrayList<>();
    private final String name;

    /** A class of that name with slashes; {@code version} is the major version, 45 stands for 45.3. */
    Generated(String name, int version) {
        this.name = name;
        int full = version == 45 ? Opcodes.V1_1 : version;
        writer.visit(full, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, "java/lang/Object", null);
        method("<clinit>", "()V", code -> {
            code.visitIntInsn(Opcodes.SIPUSH, 8192);
            call(code);
            code.visitInsn(Opcodes.POP);
            code.visitInsn(Opcodes.RETURN);
        });
        allocating("plain", Generated::plain);
        if (version < 51) {
            allocating("subroutine", Generated::subroutine);
        }
        if (version >= 51) {
            allocating("constantHandle", Generated::constantHandle);
        }
        if (version >= 52) {
            allocating("lambda", Generated::lambda);
        }
        if (version >= 55) {
            allocating("dynamicConstant", Generated::dynamicConstant);
        }
        writer.visitEnd();
    }

    /** The class file. */
    byte[] file() {
        return writer.toByteArray();
    }

    /** The methods that allocate, as {@code CLASS.METHOD}. */
    List<String> methods() {
        return methods.stream()
                .map(method -> name.replace('/', '.') + "." + method)
                .toList();
    }

    private void allocating(String method, Consumer<MethodVisitor> body) {
        methods.add(method);
        method(method, TYPE, body);
    }

    private void method(String method, String type, Consumer<MethodVisitor> body) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, method, type, null, null);
        code.visitCode();
        body.accept(code);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static void call(MethodVisitor code) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/nio/ByteBuffer", "allocateDirect", TYPE, false);
    }

    private static void plain(MethodVisitor code) {
        code.visitVarInsn(Opcodes.ILOAD, 0); // capacity
        call(code); // buffer
        code.visitInsn(Opcodes.ARETURN);
    }

    /** Allocates in a subroutine, as compilers once made {@code finally}. */
    private static void subroutine(MethodVisitor code) {
        Label routine = new Label();
        code.visitJumpInsn(Opcodes.JSR, routine); //
        code.visitVarInsn(Opcodes.ALOAD, 2); // buffer
        code.visitInsn(Opcodes.ARETURN);
        code.visitLabel(routine); // return address
        code.visitVarInsn(Opcodes.ASTORE, 1); //
        code.visitVarInsn(Opcodes.ILOAD, 0); // capacity
        call(code); // buffer
        code.visitVarInsn(Opcodes.ASTORE, 2); //
        code.visitVarInsn(Opcodes.RET, 1);
    }

    private static void constantHandle(MethodVisitor code) {
        code.visitLdcInsn(HANDLE); // handle
        invoke(code);
    }

    private static void lambda(MethodVisitor code) {
        Type apply = Type.getMethodType("(I)Ljava/lang/Object;");
        code.visitInvokeDynamicInsn(
                "apply",
                "()Ljava/util/function/IntFunction;",
                new Handle(
                        Opcodes.H_INVOKESTATIC,
                        "java/lang/invoke/LambdaMetafactory",
                        "metafactory",
                        "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                                + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;"
                                + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
                        false),
                apply,
                HANDLE,
                Type.getMethodType(TYPE)); // function
        code.visitVarInsn(Opcodes.ILOAD, 0); // function, capacity
        code.visitMethodInsn(
                Opcodes.INVOKEINTERFACE, "java/util/function/IntFunction", "apply", "(I)Ljava/lang/Object;", true);
        code.visitTypeInsn(Opcodes.CHECKCAST, "java/nio/ByteBuffer"); // buffer
        code.visitInsn(Opcodes.ARETURN);
    }

    /** A dynamic constant whose bootstrap method is given the handle, and gives it back cast to itself. */
    private static void dynamicConstant(MethodVisitor code) {
        Handle callHandle = new Handle(
                Opcodes.H_INVOKESTATIC,
                Type.getInternalName(ConstantBootstraps.class),
                "invoke",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;"
                        + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;",
                false);
        Handle asType = new Handle(
                Opcodes.H_INVOKEVIRTUAL,
                Type.getInternalName(MethodHandle.class),
                "asType",
                "(Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/MethodHandle;",
                false);
        code.visitLdcInsn(new ConstantDynamic(
                "handle",
                "Ljava/lang/invoke/MethodHandle;",
                callHandle,
                asType,
                HANDLE,
                Type.getMethodType(TYPE))); // handle
        invoke(code);
    }

    private static void invoke(MethodVisitor code) {
        code.visitVarInsn(Opcodes.ILOAD, 0); // handle, capacity
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/invoke/MethodHandle", "invokeExact", TYPE, false);
        // buffer
        code.visitInsn(Opcodes.ARETURN);
    }
}
