package io.nowait.runtime.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.runtime.nullness.Nullable;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Linking an invokedynamic takes milliseconds of start-up and runs Java code of its own, and the runtime is called from
 * places where neither is welcome. A record's own methods are excepted: nothing links them until they are called.
 */
final class InvokedynamicTest {
    private static final String RECORD_METHODS = "java/lang/runtime/ObjectMethods";

    @Test
    void noClassLinksLambdasOrConcatenations() throws IOException, URISyntaxException {
        List<Path> classFiles;
        Path classes = Path.of(Nullable.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            classFiles = files.filter(f -> f.toString().endsWith(".class")).toList();
        }
        List<String> found = new ArrayList<>();
        for (Path file : classFiles) {
            ClassReader reader = new ClassReader(Files.readAllBytes(file));
            reader.accept(new Finder(reader.getClassName(), found), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        }
        assertThat(classFiles).isNotEmpty();
        assertThat(found).isEmpty();
    }

    private static final class Finder extends ClassVisitor {
        private final String className;
        private final List<String> found;

        Finder(String className, List<String> found) {
            super(Opcodes.ASM9);
            this.className = className;
            this.found = found;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
                    if (!bootstrap.getOwner().equals(RECORD_METHODS)) {
                        found.add(className + "." + method + " by " + bootstrap.getOwner());
                    }
                }
            };
        }
    }
}
