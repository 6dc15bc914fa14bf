package io.nowait.agent.it;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles programs while tests run, and packs them. */
public final class Source {
    private Source() {}

    /** Compiles files, given as path and text, into {@code folder}, for Java 17. */
    public static void compile(Path folder, Map<String, String> files, String... options) throws IOException {
        Path sources = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-sources"));
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-d", folder.toString()));
        arguments.addAll(List.of(options));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path source = sources.resolve(file.getKey());
            Files.createDirectories(source.getParent());
            arguments.add(Files.writeString(source, file.getValue()).toString());
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (result != 0) {
            throw new AssertionError("not compiled: " + files);
        }
    }

    /** Packs a folder's files, with a manifest of these attributes. */
    public static Path jar(Path folder, Path jar, Map<String, String> attributes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(each).toString().replace('\\', '/')));
                Files.copy(each, out);
            }
        }
        return jar;
    }

    /** Packs test classes with their nested classes, as an application's or an agent's jar. */
    public static Path jar(Path jar, Map<String, String> attributes, Class<?>... classes) throws Exception {
        return jar(copy(Files.createTempDirectory(jar.getParent(), "classes"), classes), jar, attributes);
    }

    /** Copies test classes with their nested classes into a folder, and returns it. */
    public static Path copy(Path folder, Class<?>... classes) throws Exception {
        for (Class<?> type : classes) {
            URI origin =
                    type.getProtectionDomain().getCodeSource().getLocation().toURI();
            String name = type.getName().replace('.', '/');
            Path target = Files.createDirectories(folder.resolve(name).getParent());
            try (Stream<Path> files = Files.list(Path.of(origin).resolve(name).getParent())) {
                for (Path file : files.filter(each -> isOf(type, each)).toList()) {
                    Files.copy(file, target.resolve(file.getFileName()));
                }
            }
        }
        return folder;
    }

    private static boolean isOf(Class<?> type, Path file) {
        String name = file.getFileName().toString();
        return name.equals(type.getSimpleName() + ".class") || name.startsWith(type.getSimpleName() + "$");
    }
}
