package io.nowait.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.CheckClassAdapter;

/** The waits of event loops, rewritten, verified and run. */
class SelectSitesTest {
    private static final String EPOLL = "io/netty/channel/epoll/Native";

    private final Workbench workbench = new Workbench();

    @BeforeEach
    void forgetCalls() {
        FakeDispatcher.CALLS.clear();
    }

    @Test
    void everyMethodOfASelectorIsRewritten() throws Exception {
        assertThat(call(SelectSamples.EveryMethod.class)).isEqualTo(0);
        assertThat(FakeDispatcher.CALLS)
                .containsExactly(
                        "select()",
                        "select(5)",
                        "selectNow()",
                        "select(action)",
                        "select(action, 6)",
                        "selectNow(action)");
        assertThat(workbench.sites).isEmpty();
        assertThat(workbench.counts.rewritten()).isEqualTo(1);
    }

    @Test
    void methodReferencesAreRewritten() throws Exception {
        assertThat(((Callable<?>)
                                create(workbench.load(SelectSamples.AsReferences.class, SelectSamples.Selecting.class)))
                        .call())
                .isEqualTo(0);
        assertThat(FakeDispatcher.CALLS).containsExactly("select()", "selectNow()");
    }

    @Test
    void callsThroughTheTypeThatAProviderReturnsAreRewritten() throws Exception {
        assertThat(call(SelectSamples.ThroughHeir.class)).isEqualTo(0);
        assertThat(FakeDispatcher.CALLS).containsExactly("select()", "select(5)");
    }

    @Test
    void aReferenceBoundToAnHeirWorksAndIsLeftAlone() throws Exception {
        Class<?> loaded = workbench.load(SelectSamples.AsReferencesOfHeir.class, SelectSamples.SelectingHeir.class);
        assertThat(((Callable<?>) create(loaded)).call()).isEqualTo(0);
        assertThat(FakeDispatcher.CALLS).containsOnly("selectNow()").hasSizeBetween(1, 2);
    }

    @Test
    void framesHandlersAndBranchesStayValid() throws Exception {
        assertThat(call(SelectSamples.WithBranches.class)).isEqualTo(32L);
        assertThat(FakeDispatcher.CALLS).containsExactly("select(0)", "selectNow()", "select(2)");
    }

    @Test
    void aSerializableReferenceIsLeftAlone() {
        assertThat(workbench.rewrite(Workbench.fileOf(SelectSamples.AsSerializableReference.class)))
                .isNull();
    }

    @Test
    void aSelectorsCallsOfItselfAndItsSuperclassAreLeftAlone() {
        assertThat(workbench.rewrite(Workbench.fileOf(SelectSamples.OfItsOwn.class)))
                .isNull();
        assertThat(workbench.counts.failed()).isZero();
    }

    @Test
    void othersMethodsOfTheSameNameAreLeftAlone() {
        assertThat(workbench.rewrite(Workbench.fileOf(SelectSamples.Without.class)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                SelectSamples.EveryMethod.class,
                SelectSamples.AsReferences.class,
                SelectSamples.ThroughHeir.class,
                SelectSamples.WithBranches.class
            })
    void whatIsRewrittenVerifiesAndHasNoSiteLeft(Class<?> sample) {
        byte[] rewritten = workbench.rewrite(Workbench.fileOf(sample));
        assertVerifies(rewritten);
        assertThat(workbench.rewrite(rewritten)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"epollWait(IJII)I", "epollWait0(IJIIIIJ)J", "epollBusyWait0(IJI)I"})
    void theNativeWaitsOfNettyAreBetweenMarks(String wait) {
        String name = wait.substring(0, wait.indexOf('('));
        String descriptor = wait.substring(wait.indexOf('('));
        for (String owner : new String[] {EPOLL, "shaded/" + EPOLL}) {
            byte[] rewritten = workbench.rewrite(waiting(owner, name, descriptor));
            assertVerifies(rewritten);
            assertThat(calls(rewritten)).containsExactly("aboutToWait()V", wait, "back()V");
        }
    }

    @Test
    void othersNativeMethodsAreLeftAlone() {
        assertThat(workbench.rewrite(waiting("io/netty/channel/other/Nativ", "epollBusyWait0", "(IJI)I")))
                .isNull();
        assertThat(workbench.rewrite(waiting(EPOLL, "epollCtlAdd0", "(IJI)I"))).isNull();
    }

    /** A class as Netty's, whose method waits and leaves an int or a long. */
    private static byte[] waiting(String owner, String name, String descriptor) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, owner, null, "java/lang/Object", null);
        int natively = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_NATIVE;
        writer.visitMethod(natively, name, descriptor, null, null).visitEnd();
        if (!name.equals("epollBusyWait0")) {
            writer.visitMethod(natively, "epollBusyWait0", "(IJI)I", null, null).visitEnd();
        }
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()V", null, null);
        method.visitCode();
        for (char type : descriptor.substring(1, descriptor.indexOf(')')).toCharArray()) {
            method.visitInsn(type == 'J' ? Opcodes.LCONST_0 : Opcodes.ICONST_0); // …, argument
        }
        method.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false); // ready
        method.visitInsn(descriptor.endsWith("J") ? Opcodes.POP2 : Opcodes.POP); //
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static List<String> calls(byte[] file) {
        List<String> calls = new ArrayList<>();
        new ClassReader(file)
                .accept(
                        new ClassVisitor(CallSites.API) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String method, String type, String sign, String[] thrown) {
                                return new MethodVisitor(CallSites.API) {
                                    @Override
                                    public void visitMethodInsn(
                                            int opcode, String owner, String name, String descriptor, boolean face) {
                                        calls.add(name + descriptor);
                                    }
                                };
                            }
                        },
                        0);
        return calls;
    }

    private static void assertVerifies(byte[] file) {
        StringWriter complaint = new StringWriter();
        CheckClassAdapter.verify(
                new ClassReader(file), SelectSitesTest.class.getClassLoader(), false, new PrintWriter(complaint, true));
        assertThat(complaint.toString()).isEmpty();
    }

    private Object call(Class<?> sample) throws Exception {
        return ((Callable<?>) create(workbench.load(sample))).call();
    }

    private static Object create(Class<?> type) throws Exception {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }
}
