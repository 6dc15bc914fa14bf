package io.nowait.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.runtime.NonBlocking;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Which sites may not wait, and why, is told to those who number them. */
class NonBlockingMethodsTest {
    private static final String OURS = "@io.nowait.runtime.NonBlocking";
    private static final String SMALLRYE = "io/smallrye/common/annotation/";

    private final Workbench workbench = new Workbench();

    /** An application's own. */
    @interface OnLoop {}

    static final class OneMethod {
        @NonBlocking
        ByteBuffer annotated() {
            return ByteBuffer.allocateDirect(1);
        }

        ByteBuffer other() {
            return ByteBuffer.allocateDirect(2);
        }

        @NonBlocking
        IntFunction<ByteBuffer> reference() {
            return ByteBuffer::allocateDirect;
        }
    }

    @NonBlocking
    static final class WholeClass {
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(3);

        IntFunction<ByteBuffer> lambda() {
            return n -> ByteBuffer.allocateDirect(buffer.capacity() + n);
        }
    }

    static final class Another {
        @OnLoop
        ByteBuffer annotated() {
            return ByteBuffer.allocateDirect(4);
        }

        ByteBuffer onRead() {
            return ByteBuffer.allocateDirect(5);
        }

        ByteBuffer onWrite() {
            return ByteBuffer.allocateDirect(6);
        }
    }

    private List<String> contexts(Class<?> sample) {
        workbench.rewrite(Workbench.fileOf(sample));
        return workbench.contexts;
    }

    private List<String> contexts(Class<?> sample, List<String> methods, List<String> annotations) {
        NamedMethods named = new NamedMethods(methods, annotations);
        return contexts(sample, new MethodRules(new NonBlockingMethods(named), NamedMethods.NONE));
    }

    private List<String> exempt(Class<?> sample, List<String> methods, List<String> annotations) {
        NamedMethods named = new NamedMethods(methods, annotations);
        return contexts(sample, new MethodRules(new NonBlockingMethods(NamedMethods.NONE), named));
    }

    private List<String> contexts(Class<?> sample, MethodRules rules) {
        ClassLoader loader = sample.getClassLoader();
        workbench
                .transformer(Scope.ALL, rules)
                .transform(loader.getUnnamedModule(), loader, null, null, null, Workbench.fileOf(sample));
        return workbench.contexts;
    }

    @Test
    void sitesOfAnAnnotatedMethodMayNotWait() {
        assertThat(contexts(OneMethod.class)).containsExactly("annotated " + OURS, "other", "reference " + OURS);
    }

    @Test
    void sitesOfAnAnnotatedClassMayNotWaitThoseInLambdasToo() {
        assertThat(contexts(WholeClass.class)).containsExactly("<init> " + OURS, "lambda$lambda$0 " + OURS);
    }

    @Test
    void optionsNameMoreAnnotationsAndMethods() {
        assertThat(contexts(Another.class)).containsExactly("annotated", "onRead", "onWrite");
        workbench.contexts.clear();
        String on = "*" + NonBlockingMethodsTest.class.getSimpleName() + "$Another::on*e";
        assertThat(contexts(Another.class, List.of("x::y", on), List.of(OnLoop.class.getName())))
                .containsExactly("annotated @" + OnLoop.class.getName(), "onRead", "onWrite option nonblocking");
    }

    @Test
    void optionsExemptMethodsByPatternByAnnotationAndByThatOfTheClassAndChangeNoContext() {
        assertThat(exempt(Another.class, List.of("*::onRead", "x::y"), List.of(OnLoop.class.getName())))
                .containsExactly("annotated, exempt", "onRead, exempt", "onWrite");
        workbench.contexts.clear();
        assertThat(exempt(WholeClass.class, List.of(), List.of(NonBlocking.class.getName())))
                .containsExactly("<init> " + OURS + ", exempt", "lambda$lambda$0 " + OURS + ", exempt");
        workbench.contexts.clear();
        assertThat(exempt(OneMethod.class, List.of(), List.of(NonBlocking.class.getName())))
                .containsExactly("annotated " + OURS + ", exempt", "other", "reference " + OURS + ", exempt");
    }

    @Test
    void smallryesAnnotationsSayTheSameAndItsOtherOneTheOppositeOfAMethod() {
        workbench.rewrite(annotated(SMALLRYE + "NonBlocking", null));
        workbench.rewrite(annotated(null, SMALLRYE + "NonBlocking"));
        workbench.rewrite(annotated(SMALLRYE + "NonBlocking", SMALLRYE + "Blocking"));
        workbench.rewrite(annotated(SMALLRYE + "Blocking", null));
        String because = "m @io.smallrye.common.annotation.NonBlocking";
        assertThat(workbench.contexts).containsExactly(because, because, "m", "m");
    }

    private static byte[] annotated(String ofClass, String ofMethod) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_SUPER, "com/acme/Annotated", null, "java/lang/Object", null);
        if (ofClass != null) {
            writer.visitAnnotation("L" + ofClass + ";", true).visitEnd();
        }
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "m", "()Ljava/nio/ByteBuffer;", null, null);
        if (ofMethod != null) {
            method.visitAnnotation("L" + ofMethod + ";", true).visitEnd();
        }
        method.visitCode();
        method.visitInsn(Opcodes.ICONST_1); // 1
        method.visitMethodInsn(
                Opcodes.INVOKESTATIC, "java/nio/ByteBuffer", "allocateDirect", "(I)Ljava/nio/ByteBuffer;", false);
        // buffer
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(1, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
