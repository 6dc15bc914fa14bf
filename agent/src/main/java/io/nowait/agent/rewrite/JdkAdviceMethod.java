package io.nowait.agent.rewrite;

import io.nowait.agent.rewrite.JdkAdvice.Place;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Puts one advice into one method. Straight-line code but for one branch, which has its frame. */
final class JdkAdviceMethod extends MethodVisitor {
    private static final int EXTRA_STACK = 4;

    private final JdkAdvice advice;
    private final JdkClasses classes;

    JdkAdviceMethod(MethodVisitor next, JdkAdvice advice, JdkClasses classes) {
        super(CallSites.API, next);
        this.advice = advice;
        this.classes = classes;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (advice.place == Place.HEAD) {
            Label jdk = new Label();
            mv.visitVarInsn(Opcodes.ALOAD, 1); // buffer
            call("(Ljava/nio/ByteBuffer;)Z"); // freed
            mv.visitJumpInsn(Opcodes.IFEQ, jdk); //
            mv.visitInsn(Opcodes.RETURN);
            mv.visitLabel(jdk);
            mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        } else if (advice.place == Place.AROUND) {
            call(Waits.MARK); //
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.LRETURN && advice.place == Place.RESULT) {
            // ofJdk (2 slots)
            call("(J)J"); // shown (2 slots)
        } else if (opcode == Opcodes.ARETURN && advice.place == Place.RESULT_OF_THIS) {
            // cleaner or null
            mv.visitVarInsn(Opcodes.ALOAD, 0); // cleaner or null, this
            call(Dispatcher.CLEANER); // cleaner or null
        } else if (opcode == Opcodes.ARETURN && advice.place == Place.AROUND) {
            // task or null
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, Dispatcher.NAME, "taskTaken", Waits.MARK, false); // task or null
        }
        if (opcode == Opcodes.ATHROW && advice.place == Place.AFTER_TRY_RESERVE) {
            // thrown
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, Dispatcher.NAME, "reservationFailed", Waits.MARK, false); // thrown
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        if (advice.place == Place.AFTER_TRY_RESERVE && name.equals("tryReserveMemory") && descriptor.equals("(JJ)Z")) {
            // reserved
            mv.visitVarInsn(Opcodes.LLOAD, 0); // reserved, size (2 slots)
            mv.visitVarInsn(Opcodes.LLOAD, 2); // reserved, size (2 slots), capacity (2 slots)
            call(Dispatcher.RESERVE); // reserved
        }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(maxStack + EXTRA_STACK, maxLocals);
    }

    private void call(String descriptor) {
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, Dispatcher.NAME, advice.dispatched, descriptor, false);
        classes.applied(advice);
    }
}
