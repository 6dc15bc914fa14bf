package io.nowait.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nowait.runtime.Nowait;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

class DispatcherTest {
    @Test
    void everyMethodOfTheRuntimeIsForwardedTo() {
        List<String> called = calls(Dispatcher.classFile());
        for (Method method : Nowait.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())) {
                assertThat(called)
                        .contains("io/nowait/runtime/Nowait." + method.getName() + Type.getMethodDescriptor(method));
            }
        }
    }

    @Test
    void nothingIsCalledThatTheRuntimeDoesNotHave() {
        List<String> there = new ArrayList<>();
        for (Method method : Nowait.class.getDeclaredMethods()) {
            there.add("io/nowait/runtime/Nowait." + method.getName() + Type.getMethodDescriptor(method));
        }
        assertThat(there).containsAll(calls(Dispatcher.classFile()));
    }

    @Test
    void theGeneratedClassesPassTheVerifier() {
        // Verified as classes of another package: java.nio is not for ordinary loaders.
        assertThat(verified(Dispatcher.classFile()).getDeclaredMethods()).hasSize(19);
        assertThat(verified(Dispatcher.referenceFile(70_000)).getDeclaredMethods())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 5, 6, 127, 128, 32_767, 32_768, 65_535, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void anIntConstantIsPushedWhole(int value) throws Exception {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Pushed", null, "java/lang/Object", null);
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "value", "()I", null, null);
        method.visitCode();
        Dispatcher.push(method, value);
        method.visitInsn(Opcodes.IRETURN);
        method.visitMaxs(1, 0);
        method.visitEnd();
        assertThat(verified(writer.toByteArray()).getMethod("value").invoke(null))
                .isEqualTo(value);
    }

    @Test
    void theProbeFailsWhereThereIsNoDispatcher() {
        assertThatThrownBy(() -> Probe.run((name, file) -> {})).isInstanceOf(LinkageError.class);
    }

    @Test
    void theProbeHasOneSiteAndBypasses() {
        Workbench workbench = new Workbench();
        assertThat(calls(workbench.rewrite(Probe.classFile())))
                .containsExactly(Dispatcher.NAME + ".bypass" + Dispatcher.ALLOCATE);
    }

    @Test
    void aReferenceClassIsDefinedOnce() {
        List<String> defined = new ArrayList<>();
        References references = new References((name, file) -> defined.add(name));
        assertThat(references.to(7)).isEqualTo(references.to(7));
        references.to(8);
        assertThat(defined).containsExactly("java/nio/NowaitReference$7", "java/nio/NowaitReference$8");
    }

    private static List<String> calls(byte[] file) {
        List<String> calls = new ArrayList<>();
        new ClassReader(file)
                .accept(
                        new ClassVisitor(CallSites.API) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String type, String sign, String[] thrown) {
                                return new MethodVisitor(CallSites.API) {
                                    @Override
                                    public void visitMethodInsn(
                                            int opcode, String owner, String called, String as, boolean face) {
                                        calls.add(owner + "." + called + as);
                                    }
                                };
                            }
                        },
                        0);
        return calls;
    }

    private static Class<?> verified(byte[] file) {
        return new ClassLoader(DispatcherTest.class.getClassLoader()) {
            Class<?> verify() {
                byte[] elsewhere = Workbench.renamed(file, name -> name.replace("java/nio/Nowait", "elsewhere/Nowait"));
                Class<?> type = defineClass(null, elsewhere, 0, elsewhere.length);
                try {
                    return Class.forName(type.getName(), true, this);
                } catch (ClassNotFoundException e) {
                    throw new LinkageError("not found", e);
                }
            }
        }.verify();
    }
}
