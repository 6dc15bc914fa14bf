package io.nowait.agent.rewrite;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Puts one advice into one method. */
final class JdkAdviceMethod extends MethodVisitor {
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
        if (advice.place == JdkAdvice.Place.HEAD) {
            emit();
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (advice.place == JdkAdvice.Place.RETURN && opcode >= Opcodes.IRETURN && opcode <= Opcodes.ARETURN) {
            emit();
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (advice.place == JdkAdvice.Place.TRY_RESERVE
                && name.equals("tryReserveMemory")
                && owner.equals("java/nio/Bits")
                && descriptor.equals("(JJ)Z")) {
            emit();
        } else {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(maxStack + JdkAdvice.EXTRA_STACK, maxLocals);
    }

    private void emit() {
        advice.emit(mv);
        classes.applied(advice);
    }
}
