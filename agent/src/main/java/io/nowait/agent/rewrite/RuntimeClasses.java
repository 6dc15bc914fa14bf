package io.nowait.agent.rewrite;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;

/**
 * Brings the runtime's classes from the agent's jar, where they lie as {@code runtime/….classdata} so that no class
 * loader of an application finds them, into the boot loader: a class after its superclass and interfaces, or the JVM
 * would look for those and fail.
 */
final class RuntimeClasses {
    private static final String PREFIX = "runtime/";
    private static final String SUFFIX = ".classdata";

    private final Map<String, byte[]> waiting;
    private final Definer definer;

    private RuntimeClasses(Map<String, byte[]> waiting, Definer definer) {
        this.waiting = waiting;
        this.definer = definer;
    }

    /**
     * Defines them all; those that are there already stay.
     *
     * @param jar the agent's jar
     * @throws IOException if the jar cannot be read or holds no runtime
     * @throws LinkageError if the JVM refuses a class
     */
    static void define(File jar, Definer definer) throws IOException {
        Map<String, byte[]> files = read(jar);
        if (files.isEmpty()) {
            throw new IOException("no runtime classes in ".concat(jar.getPath()));
        }
        RuntimeClasses classes = new RuntimeClasses(new HashMap<>(files), definer);
        for (String name : files.keySet()) {
            classes.define(name);
        }
    }

    private void define(String name) {
        byte[] file = waiting.remove(name);
        if (file == null) {
            return; // defined before, or none of ours
        }
        ClassReader reader = new ClassReader(file);
        define(reader.getSuperName());
        for (String face : reader.getInterfaces()) {
            define(face);
        }
        definer.define(name, file);
    }

    private static Map<String, byte[]> read(File jar) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipFile zip = new ZipFile(jar)) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String path = entry.getName();
                if (path.startsWith(PREFIX) && path.endsWith(SUFFIX)) {
                    String name = path.substring(PREFIX.length(), path.length() - SUFFIX.length());
                    try (InputStream in = zip.getInputStream(entry)) {
                        files.put(name, in.readAllBytes());
                    }
                }
            }
        }
        return files;
    }
}
