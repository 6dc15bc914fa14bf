package io.nowait.agent.it.every;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** For child programs: every class file of this JVM's class path, and of the JDK's modules but {@code java.base}. */
final class ClassFiles {
    /** What to do with one. */
    interface Visitor {
        /**
         * Looks at one class file.
         *
         * @param path in its jar, folder or module, with slashes and {@code .class}
         * @param loader the loader that would define the class
         * @param module the module that it would belong to
         */
        void visit(String path, ClassLoader loader, Module module, byte[] file) throws Exception;
    }

    private ClassFiles() {}

    /** Visits all, in an order that is the same in every run. */
    static void visitAll(Visitor visitor) throws Exception {
        ClassLoader application = ClassLoader.getSystemClassLoader();
        for (String entry : new TreeSet<>(
                Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator)))) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                visit(path, application, application.getUnnamedModule(), visitor);
            } else if (entry.endsWith(".jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(path)) {
                    visit(jar.getPath("/"), application, application.getUnnamedModule(), visitor);
                }
            }
        }
        for (Module module : modules()) {
            Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", module.getName());
            visit(root, module.getClassLoader(), module, visitor);
        }
    }

    private static List<Module> modules() {
        List<Module> modules = new ArrayList<>(ModuleLayer.boot().modules());
        modules.remove(Object.class.getModule());
        modules.sort((one, other) -> one.getName().compareTo(other.getName()));
        return modules;
    }

    private static void visit(Path root, ClassLoader loader, Module module, Visitor visitor) throws Exception {
        for (Path file : classFiles(root)) {
            String path = root.relativize(file).toString().replace(File.separatorChar, '/');
            visitor.visit(path, loader, module, Files.readAllBytes(file));
        }
    }

    private static List<Path> classFiles(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
