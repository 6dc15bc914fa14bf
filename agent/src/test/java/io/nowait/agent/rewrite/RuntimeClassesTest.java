package io.nowait.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class RuntimeClassesTest {
    @TempDir
    private Path directory;

    private final List<String> defined = new ArrayList<>();

    @Test
    void aClassIsDefinedAfterItsSuperclassAndInterfacesWhateverTheOrderOfEntries() throws IOException {
        String[][] classes = {
            {"p/A", "p/B", "p/I"},
            {"p/B", "p/C"},
            {"p/C", "java/lang/Object", "p/J"},
            {"p/J", "java/lang/Object"},
            {"p/I", "java/lang/Object", "p/J"}
        };
        for (int first = 0; first < classes.length; first++) {
            defined.clear();
            RuntimeClasses.define(jar(classes, first), (name, file) -> defined.add(name));
            assertThat(defined).containsExactlyInAnyOrder("p/A", "p/B", "p/C", "p/I", "p/J");
            assertThat(defined).containsSubsequence("p/J", "p/C", "p/B", "p/A").containsSubsequence("p/I", "p/A");
        }
    }

    @Test
    void onlyTheRuntimesEntriesAreTaken() throws IOException {
        Path jar = directory.resolve("other.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            put(zip, "runtime/p/A.classdata", classFile("p/A", "java/lang/Object"));
            put(zip, "runtime/p/B.class", new byte[1]);
            put(zip, "p/C.classdata", new byte[1]);
        }
        RuntimeClasses.define(jar.toFile(), (name, file) -> defined.add(name));
        assertThat(defined).containsExactly("p/A");
    }

    @Test
    void aJarWithoutRuntimeIsRefused() throws IOException {
        File jar = jar(new String[0][], 0);
        assertThatThrownBy(() -> RuntimeClasses.define(jar, (name, file) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(jar.getPath());
    }

    @Test
    void aClassThatTheJvmRefusesIsNotSwallowed() throws IOException {
        File jar = jar(new String[][] {{"p/A", "java/lang/Object"}}, 0);
        assertThatThrownBy(() -> RuntimeClasses.define(jar, (name, file) -> {
                    throw new LinkageError(name);
                }))
                .isInstanceOf(LinkageError.class);
    }

    private File jar(String[][] classes, int first) throws IOException {
        Path jar = directory.resolve("runtime" + first + ".jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            put(zip, "META-INF/x", new byte[0]);
            for (int i = 0; i < classes.length; i++) {
                String[] names = classes[(first + i) % classes.length];
                put(zip, "runtime/" + names[0] + ".classdata", classFile(names));
            }
        }
        return jar.toFile();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
    }

    private static byte[] classFile(String... names) {
        ClassWriter writer = new ClassWriter(0);
        String[] faces = java.util.Arrays.copyOfRange(names, 2, Math.max(2, names.length));
        writer.visit(Opcodes.V17, 0, names[0], null, names[1], faces);
        return writer.toByteArray();
    }
}
