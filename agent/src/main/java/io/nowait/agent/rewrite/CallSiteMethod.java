package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Rewrites the sites of one method. */
final class CallSiteMethod extends MethodVisitor {
    private static final String METHOD = "allocateDirect";
    private static final String DESCRIPTOR = "(I)Ljava/nio/ByteBuffer;";
    private static final int MAX_STACK_LIMIT = 65_535;

    private final String method;
    private final CallSites sites;
    private final boolean staticInitialiser;
    private @Nullable String because;
    private boolean exempt;
    private int line;
    private boolean pushes;

    CallSiteMethod(MethodVisitor next, String method, CallSites sites) {
        super(CallSites.API, next);
        this.method = method;
        this.sites = sites;
        staticInitialiser = method.equals("<clinit>");
        because = sites.because();
        exempt = sites.isExempt();
    }

    /** They come before the code. */
    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        String annotated = sites.annotated(descriptor);
        if (annotated != null || NonBlockingMethods.isBlocking(descriptor)) {
            because = annotated;
        }
        exempt |= sites.isExempt(descriptor);
        return super.visitAnnotation(descriptor, visible);
    }

    private int number() {
        String named = sites.because(method);
        return sites.numberNext(method, line, named == null ? because : named, exempt || sites.exempts(method));
    }

    @Override
    public void visitLineNumber(int number, Label start) {
        line = number;
        super.visitLineNumber(number, start);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (Waits.isSelect(opcode, owner, name, descriptor)) {
            sites.rewritten();
            // …, selector, arguments
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, Dispatcher.NAME, name, Waits.withSelector(descriptor), false); // …, selected
            return;
        }
        if (Waits.isEpoll(opcode, owner, name, descriptor)) {
            sites.rewritten();
            // It reports errors by its result: nothing is thrown between the two marks.
            super.visitMethodInsn(Opcodes.INVOKESTATIC, Dispatcher.NAME, "aboutToWait", Waits.MARK, false);
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface); // …, ready
            super.visitMethodInsn(Opcodes.INVOKESTATIC, Dispatcher.NAME, "back", Waits.MARK, false);
            return;
        }
        if (opcode != Opcodes.INVOKESTATIC || isInterface || !isAllocateDirect(owner, name, descriptor)) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            return;
        }
        // A static initialiser runs once: what it allocates usually lives for ever, and is no business of the pool.
        String target = staticInitialiser ? "bypass" : "allocateDirect";
        pushes = true;
        // …, capacity
        Dispatcher.push(mv, number()); // …, capacity, site
        super.visitMethodInsn(Opcodes.INVOKESTATIC, Dispatcher.NAME, target, Dispatcher.ALLOCATE, false); // …, buffer
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        if (SerializableLambda.is(method, bootstrap, arguments) || Waits.bindsHeir(descriptor, arguments)) {
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        } else {
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, constants(arguments));
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        super.visitLdcInsn(constant(value));
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        if (pushes && maxStack == MAX_STACK_LIMIT) {
            throw new IllegalStateException("no room on the operand stack of ".concat(method));
        }
        super.visitMaxs(pushes ? maxStack + 1 : maxStack, maxLocals);
    }

    private Object[] constants(Object[] values) {
        Object[] result = values;
        for (int i = 0; i < values.length; i++) {
            Object replacement = constant(values[i]);
            if (replacement != values[i]) {
                result = result == values ? values.clone() : result;
                result[i] = replacement;
            }
        }
        return result;
    }

    /** The constant itself, or what replaces it if it is, or has among its arguments, a handle of a rewritten method. */
    private Object constant(Object value) {
        if (value instanceof Handle handle) {
            if (isAllocateDirect(handle)) {
                return sites.references().to(number());
            }
            Handle select = Waits.handle(handle);
            if (select != null) {
                sites.rewritten();
                return select;
            }
        }
        return value instanceof ConstantDynamic nested ? dynamic(nested) : value;
    }

    private Object dynamic(ConstantDynamic value) {
        Object[] before = new Object[value.getBootstrapMethodArgumentCount()];
        for (int i = 0; i < before.length; i++) {
            before[i] = value.getBootstrapMethodArgument(i);
        }
        Object[] after = constants(before);
        return after == before
                ? value
                : new ConstantDynamic(value.getName(), value.getDescriptor(), value.getBootstrapMethod(), after);
    }

    private static boolean isAllocateDirect(Handle handle) {
        return handle.getTag() == Opcodes.H_INVOKESTATIC
                && !handle.isInterface()
                && isAllocateDirect(handle.getOwner(), handle.getName(), handle.getDesc());
    }

    private static boolean isAllocateDirect(String owner, String name, String descriptor) {
        return name.equals(METHOD)
                && descriptor.equals(DESCRIPTOR)
                && (owner.equals("java/nio/ByteBuffer") || owner.equals("java/nio/MappedByteBuffer"));
    }
}
