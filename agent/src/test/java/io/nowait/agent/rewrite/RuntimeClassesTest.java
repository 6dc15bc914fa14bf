package io.nowait.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nowait.runtime.Nowait;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class RuntimeClassesTest {
    private static final String ROOT = "io/nowait/runtime/Nowait";
    private static final String SECOND_ROOT = "io/nowait/runtime/Control";

    @TempDir
    private Path directory;

    private final List<String> defined = new ArrayList<>();

    /** What applications alone name, they bring along. */
    private static final List<String> FOR_APPLICATIONS =
            List.of("io/nowait/runtime/NonBlocking", "io/nowait/runtime/NonBlockingThreads");

    @Test
    void everyClassOfTheRuntimeIsFound() throws Exception {
        Map<String, byte[]> runtime = classesOf(Nowait.class);
        RuntimeClasses.define(jar(runtime), (name, file) -> defined.add(name));
        runtime.keySet().removeIf(name -> name.endsWith("package-info"));
        runtime.keySet().removeAll(FOR_APPLICATIONS);
        assertThat(defined).containsExactlyInAnyOrderElementsOf(runtime.keySet());
    }

    @Test
    void aClassIsDefinedAfterItsSuperclassAndInterfaces() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        add(files, ROOT, "io/nowait/runtime/p/A");
        add(files, SECOND_ROOT, "java/lang/Object");
        add(files, "io/nowait/runtime/p/A", "io/nowait/runtime/p/B_1", "io/nowait/runtime/I");
        add(files, "io/nowait/runtime/p/B_1", "java/lang/Object", "io/nowait/runtime/J$K");
        add(files, "io/nowait/runtime/I", "java/lang/Object", "io/nowait/runtime/J$K");
        add(files, "io/nowait/runtime/J$K", "java/lang/Object");
        RuntimeClasses.define(jar(files), (name, file) -> defined.add(name));
        assertThat(defined).containsExactlyInAnyOrderElementsOf(files.keySet());
        assertThat(defined)
                .containsSubsequence("io/nowait/runtime/J$K", "io/nowait/runtime/p/B_1", "io/nowait/runtime/p/A", ROOT)
                .containsSubsequence("io/nowait/runtime/I", "io/nowait/runtime/p/A");
    }

    @Test
    void aJarWithoutRuntimeIsRefused() throws IOException {
        File jar = jar(Map.of());
        assertThatThrownBy(() -> RuntimeClasses.define(jar, (name, file) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(jar.getPath());
    }

    @Test
    void aClassThatTheJvmRefusesIsNotSwallowed() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        add(files, ROOT, "java/lang/Object");
        add(files, SECOND_ROOT, "java/lang/Object");
        File jar = jar(files);
        assertThatThrownBy(() -> RuntimeClasses.define(jar, (name, file) -> {
                    throw new LinkageError(name);
                }))
                .isInstanceOf(LinkageError.class);
    }

    private File jar(Map<String, byte[]> files) throws IOException {
        Path jar = directory.resolve("agent.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("META-INF/x"));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry("runtime/" + file.getKey() + ".classdata"));
                zip.write(file.getValue());
            }
        }
        return jar.toFile();
    }

    private static void add(Map<String, byte[]> files, String... names) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, 0, names[0], null, names[1], Arrays.copyOfRange(names, 2, names.length));
        files.put(names[0], writer.toByteArray());
    }

    /** The class files of a module, be it a directory or a jar, by internal name. */
    private static Map<String, byte[]> classesOf(Class<?> type) throws Exception {
        URI location = type.getProtectionDomain().getCodeSource().getLocation().toURI();
        Path path = Path.of(location);
        if (Files.isDirectory(path)) {
            return classesIn(path);
        }
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            return classesIn(jar.getPath("/"));
        }
    }

    private static Map<String, byte[]> classesIn(Path root) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.filter(p -> p.toString().endsWith(".class")).toList()) {
                String name = root.relativize(path).toString().replace(File.separatorChar, '/');
                files.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(path));
            }
        }
        return files;
    }
}
