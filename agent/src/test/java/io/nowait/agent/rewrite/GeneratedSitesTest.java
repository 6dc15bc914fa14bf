package io.nowait.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Sites that the Java compiler of today does not make. */
public class GeneratedSitesTest {
    private static final String NAME = "io/nowait/agent/rewrite/Generated";
    private static final Handle ALLOCATE = new Handle(
            Opcodes.H_INVOKESTATIC, "java/nio/ByteBuffer", "allocateDirect", "(I)Ljava/nio/ByteBuffer;", false);
    private static final String BOOTSTRAP =
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;Ljava/lang/Object;)Ljava/lang/Object;";

    private final Workbench workbench = new Workbench();

    @BeforeEach
    void forgetCalls() {
        FakeDispatcher.CALLS.clear();
    }

    /** What a dynamic constant of these tests resolves to: the argument itself. */
    public static Object identity(MethodHandles.Lookup lookup, String name, Class<?> type, Object argument) {
        return argument;
    }

    @Test
    void aSubroutineInAClassFileOf11StaysValid() throws Exception {
        byte[] file = generate(Opcodes.V1_1, method -> {
            Label subroutine = new Label();
            method.visitJumpInsn(Opcodes.JSR, subroutine); //
            method.visitJumpInsn(Opcodes.JSR, subroutine); //
            method.visitVarInsn(Opcodes.ALOAD, 2); // buffer
            method.visitInsn(Opcodes.ARETURN);
            method.visitLabel(subroutine); // return address
            method.visitVarInsn(Opcodes.ASTORE, 1); //
            method.visitIntInsn(Opcodes.BIPUSH, 30); // capacity
            allocate(method); // buffer
            method.visitVarInsn(Opcodes.ASTORE, 2); //
            method.visitVarInsn(Opcodes.RET, 1);
            method.visitMaxs(1, 3);
        });
        assertThat(capacityOf(file)).isEqualTo(30);
        assertThat(FakeDispatcher.CALLS).containsExactly("allocateDirect(30, 1)", "allocateDirect(30, 1)");
    }

    @Test
    void aMethodHandleConstantIsRewritten() throws Exception {
        byte[] file = generate(Opcodes.V11, method -> {
            method.visitLdcInsn(ALLOCATE); // handle
            invoke(method);
        });
        assertThat(capacityOf(file)).isEqualTo(31);
        assertThat(FakeDispatcher.CALLS).containsExactly("allocateDirect(31, 1)");
    }

    @Test
    void aHandleNestedInDynamicConstantsIsRewritten() throws Exception {
        Handle bootstrap = new Handle(
                Opcodes.H_INVOKESTATIC,
                GeneratedSitesTest.class.getName().replace('.', '/'),
                "identity",
                BOOTSTRAP,
                false);
        ConstantDynamic inner = new ConstantDynamic("inner", "Ljava/lang/Object;", bootstrap, ALLOCATE);
        ConstantDynamic outer = new ConstantDynamic("outer", "Ljava/lang/Object;", bootstrap, inner);
        byte[] file = generate(Opcodes.V11, method -> {
            method.visitLdcInsn(outer); // handle as Object
            method.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/invoke/MethodHandle"); // handle
            invoke(method);
        });
        assertThat(capacityOf(file)).isEqualTo(31);
        assertThat(FakeDispatcher.CALLS).containsExactly("allocateDirect(31, 1)");
    }

    @Test
    void unreachableCodeKeepsTheStackThatItsCompilerGaveIt() throws Exception {
        byte[] file = generate(Opcodes.V11, method -> {
            method.visitIntInsn(Opcodes.BIPUSH, 32); // capacity
            allocate(method); // buffer
            method.visitInsn(Opcodes.ARETURN);
            method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            method.visitInsn(Opcodes.LCONST_0); // 2 slots
            method.visitInsn(Opcodes.LCONST_0); // 4 slots
            method.visitInsn(Opcodes.LCONST_0); // 6 slots
            method.visitInsn(Opcodes.POP2);
            method.visitInsn(Opcodes.POP2);
            method.visitInsn(Opcodes.POP2);
            method.visitInsn(Opcodes.ACONST_NULL);
            method.visitInsn(Opcodes.ARETURN);
            method.visitMaxs(6, 1);
        });
        assertThat(capacityOf(file)).isEqualTo(32);
        assertThat(FakeDispatcher.CALLS).containsExactly("allocateDirect(32, 1)");
    }

    @Test
    void aSiteInAMethodThatUsesItsWholeStackGetsRoom() throws Exception {
        byte[] file = generate(Opcodes.V1_6, method -> {
            method.visitInsn(Opcodes.LCONST_1); // 2 slots
            method.visitIntInsn(Opcodes.BIPUSH, 33); // 2 slots, capacity
            allocate(method); // 2 slots, buffer
            method.visitInsn(Opcodes.ARETURN);
            method.visitMaxs(3, 1);
        });
        assertThat(capacityOf(file)).isEqualTo(33);
    }

    @Test
    void aMethodWithNoRoomLeftOnItsStackIsCountedAndLeftAlone() {
        byte[] file = generate(Opcodes.V1_6, method -> {
            method.visitIntInsn(Opcodes.BIPUSH, 33);
            allocate(method);
            method.visitInsn(Opcodes.ARETURN);
            method.visitMaxs(65_535, 1);
        });
        assertThat(workbench.rewrite(file)).isNull();
        assertThat(workbench.counts.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.className).isEqualTo(NAME.replace('/', '.'));
            assertThat(failure.reason).contains("no room on the operand stack of call");
        });
    }

    @Test
    void siteNumbersOfEverySizeAreHandedOver() throws Exception {
        int sites = 200;
        byte[] file = generate(Opcodes.V1_6, method -> {
            for (int i = 0; i < sites; i++) {
                method.visitInsn(Opcodes.ICONST_1);
                allocate(method);
                method.visitInsn(Opcodes.POP);
            }
            method.visitInsn(Opcodes.ACONST_NULL);
            method.visitInsn(Opcodes.ARETURN);
            method.visitMaxs(1, 1);
        });
        ((Callable<?>) workbench.load(file).getDeclaredConstructor().newInstance()).call();
        assertThat(FakeDispatcher.CALLS).hasSize(sites);
        assertThat(FakeDispatcher.CALLS.get(5)).isEqualTo("allocateDirect(1, 6)");
        assertThat(FakeDispatcher.CALLS.get(sites - 1)).isEqualTo("allocateDirect(1, " + sites + ")");
    }

    @Test
    void aJumpThatBecomesTooLongIsWidened() throws Exception {
        int sites = 6_000; // 5 bytes each with its pop: 30 000, below 32 768 until each gets 3 more
        byte[] file = generate(Opcodes.V1_6, method -> {
            Label end = new Label();
            method.visitInsn(Opcodes.ACONST_NULL); // null
            method.visitJumpInsn(Opcodes.IFNULL, end); //
            for (int i = 0; i < sites; i++) {
                method.visitInsn(Opcodes.ICONST_1);
                allocate(method);
                method.visitInsn(Opcodes.POP);
            }
            method.visitLabel(end);
            method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            method.visitIntInsn(Opcodes.BIPUSH, 34);
            allocate(method);
            method.visitInsn(Opcodes.ARETURN);
            method.visitMaxs(1, 1);
        });
        assertThat(capacityOf(file)).isEqualTo(34);
        assertThat(FakeDispatcher.CALLS).containsExactly("allocateDirect(34, " + (sites + 1) + ")");
    }

    @Test
    void attributesUnknownToTheRewriterAreKept() {
        byte[] file = generate(Opcodes.V11, method -> {
            method.visitIntInsn(Opcodes.BIPUSH, 35);
            allocate(method);
            method.visitInsn(Opcodes.ARETURN);
            method.visitMaxs(1, 1);
        });
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(file).accept(writer, 0);
        writer.visitAttribute(new Unknown());
        assertThat(attributesOf(workbench.rewrite(writer.toByteArray()))).contains("io.nowait.Unknown");
    }

    private static String attributesOf(byte[] file) {
        StringBuilder names = new StringBuilder();
        ClassVisitor visitor = new ClassVisitor(CallSites.API) {
            @Override
            public void visitAttribute(Attribute attribute) {
                names.append(attribute.type);
            }
        };
        new ClassReader(file).accept(visitor, 0);
        return names.toString();
    }

    private int capacityOf(byte[] file) throws Exception {
        Callable<?> callable =
                (Callable<?>) workbench.load(file).getDeclaredConstructor().newInstance();
        return ((ByteBuffer) callable.call()).capacity();
    }

    /** A public {@code Callable} with the given body of {@code call()}. */
    static byte[] generate(int version, Consumer<MethodVisitor> body) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(version, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, NAME, null, "java/lang/Object", new String[] {
            "java/util/concurrent/Callable"
        });
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(1, 1);
        constructor.visitEnd();
        MethodVisitor call = writer.visitMethod(Opcodes.ACC_PUBLIC, "call", "()Ljava/lang/Object;", null, null);
        call.visitCode();
        body.accept(call);
        call.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Stack: …, capacity → …, buffer. */
    static void allocate(MethodVisitor method) {
        method.visitMethodInsn(
                Opcodes.INVOKESTATIC, "java/nio/ByteBuffer", "allocateDirect", "(I)Ljava/nio/ByteBuffer;", false);
    }

    /** Stack: handle →; returns what the handle gives for 31. */
    private static void invoke(MethodVisitor method) {
        method.visitIntInsn(Opcodes.BIPUSH, 31); // handle, capacity
        method.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                MethodHandle.class.getName().replace('.', '/'),
                "invokeExact",
                "(I)Ljava/nio/ByteBuffer;",
                false); // buffer
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(2, 1);
    }

    private static final class Unknown extends Attribute {
        Unknown() {
            super("io.nowait.Unknown");
        }

        @Override
        protected ByteVector write(ClassWriter writer, byte[] code, int length, int maxStack, int maxLocals) {
            return new ByteVector().putInt(42);
        }
    }
}
