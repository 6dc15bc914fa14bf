package io.nowait.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The advice in the class files of the JDK that runs the test. */
class JdkClassesTest {
    private final JdkClasses jdk = new JdkClasses(true);

    @Test
    void everyAdviceFindsItsPlaceInThisJdk() throws Exception {
        for (Class<?> type : jdk.load()) {
            assertThat(jdk.missing()).isNotNull();
            jdk.advise(type.getName().replace('.', '/'), fileOf(type.getName()));
        }
        assertThat(jdk.missing()).isNull();
    }

    @Test
    void aJdkWithoutThePlaceIsNoticed() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, 0, "java/nio/Bits", null, "java/lang/Object", null);
        writer.visitMethod(Opcodes.ACC_STATIC | Opcodes.ACC_NATIVE, "reserveMemory", "(JJ)V", null, null);
        jdk.advise("java/nio/Bits", writer.toByteArray());
        assertThat(jdk.missing()).isNotNull();
    }

    @Test
    void theAdvisedClassesAreThoseLoaded() throws Exception {
        for (Class<?> type : jdk.load()) {
            assertThat(jdk.advised(type.getName().replace('.', '/'))).isTrue();
        }
        assertThat(jdk.advised("java/nio/ByteBuffer")).isFalse();
    }

    @Test
    void anExplicitFreeIsAskedForBeforeTheJdksOwnCode() throws Exception {
        assertThat(instructions("jdk/internal/misc/Unsafe", "invokeCleaner"))
                .startsWith("25 1", "free(Ljava/nio/ByteBuffer;)Z", "jump", "177")
                .contains("isDirect()Z");
    }

    @Test
    void aCleanerIsAskedForAtTheReturn() throws Exception {
        assertThat(instructions("java/nio/DirectByteBuffer", "cleaner"))
                .endsWith("25 0", "cleaner" + Dispatcher.CLEANER, "176");
    }

    @Test
    void everyAttemptToReserveIsFollowedByThePools() throws Exception {
        List<String> code = instructions("java/nio/Bits", "reserveMemory");
        assertThat(code).filteredOn("tryReserveMemory(JJ)Z"::equals).isNotEmpty();
        for (int i = 0; i < code.size(); i++) {
            if (code.get(i).equals("tryReserveMemory(JJ)Z")) {
                assertThat(code.subList(i + 1, i + 4)).containsExactly("22 0", "22 2", "reserve(ZJJ)Z");
            }
        }
    }

    @Test
    void theEndOfEveryReservationThatFailsIsSaid() throws Exception {
        List<String> code = instructions("java/nio/Bits", "reserveMemory");
        assertThat(code).contains("191");
        for (int i = 0; i < code.size(); i++) {
            if (code.get(i).equals("191")) { // athrow
                assertThat(code.get(i - 1)).isEqualTo("reservationFailed()V");
            }
        }
    }

    @Test
    void theBeansFiguresPassThroughTheRuntime() throws Exception {
        assertThat(instructions("java/nio/Bits$1", "getCount")).endsWith("bufferCount(J)J", "173");
        assertThat(instructions("java/nio/Bits$1", "getTotalCapacity")).endsWith("totalCapacity(J)J", "173");
        assertThat(instructions("java/nio/Bits$1", "getMemoryUsed")).endsWith("memoryUsed(J)J", "173");
    }

    @Test
    void everyAdviceCallsAMethodThatTheDispatcherHas() throws Exception {
        List<String> dispatcher = new ArrayList<>();
        new ClassReader(Dispatcher.classFile())
                .accept(
                        new ClassVisitor(CallSites.API) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String type, String sign, String[] thrown) {
                                dispatcher.add(name + type);
                                return null;
                            }
                        },
                        0);
        for (Class<?> type : jdk.load()) {
            String name = type.getName().replace('.', '/');
            byte[] advised = jdk.advise(name, fileOf(type.getName()));
            new ClassReader(advised)
                    .accept(
                            new ClassVisitor(CallSites.API) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access, String method, String t, String sign, String[] thrown) {
                                    return new MethodVisitor(CallSites.API) {
                                        @Override
                                        public void visitMethodInsn(
                                                int opcode, String owner, String called, String as, boolean face) {
                                            if (owner.equals(Dispatcher.NAME)) {
                                                assertThat(dispatcher).contains(called + as);
                                            }
                                        }
                                    };
                                }
                            },
                            0);
        }
    }

    private List<String> instructions(String className, String method) throws Exception {
        List<String> code = new ArrayList<>();
        byte[] advised = jdk.advise(className, fileOf(className.replace('/', '.')));
        new ClassReader(advised)
                .accept(
                        new ClassVisitor(CallSites.API) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String type, String sign, String[] thrown) {
                                return name.equals(method) ? new Listing(code) : null;
                            }
                        },
                        0);
        return code;
    }

    private static byte[] fileOf(String name) throws Exception {
        try (InputStream in = Object.class.getModule().getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    /** Calls by name and type, other instructions by opcode and local. */
    private static final class Listing extends MethodVisitor {
        private final List<String> code;

        Listing(List<String> code) {
            super(CallSites.API);
            this.code = code;
        }

        @Override
        public void visitInsn(int opcode) {
            code.add(Integer.toString(opcode));
        }

        @Override
        public void visitVarInsn(int opcode, int local) {
            code.add(opcode + " " + local);
        }

        @Override
        public void visitJumpInsn(int opcode, org.objectweb.asm.Label label) {
            code.add("jump");
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean face) {
            code.add(name + type);
        }
    }
}
