package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;

/**
 * Brings the runtime's classes from the agent's jar, where they lie as {@code runtime/….classdata} so that no class
 * loader of an application finds them, into the boot loader: a class after its superclass and interfaces, or the JVM
 * would look for those and fail.
 *
 * <p>Which classes there are is read from the classes themselves, beginning with those that the agent and the dispatcher
 * use: every name in a constant pool that begins like the runtime's and for which the jar has an entry. Going through
 * all entries of the jar, which has thousands, takes longer than reading the runtime.
 */
final class RuntimeClasses {
    private static final String[] ROOTS = {"io/nowait/runtime/Nowait", "io/nowait/runtime/Control"};
    private static final String PACKAGE = "io/nowait/runtime/";
    private static final String PREFIX = "runtime/";
    private static final String SUFFIX = ".classdata";
    private static final int POOL_START = 10;

    private final Set<String> seen = new HashSet<>();
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private final ZipFile jar;
    private final Definer definer;

    private RuntimeClasses(ZipFile jar, Definer definer) {
        this.jar = jar;
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
        try (ZipFile zip = new ZipFile(jar)) {
            RuntimeClasses classes = new RuntimeClasses(zip, definer);
            for (String root : ROOTS) {
                if (classes.read(root) == null) {
                    throw new IOException("no " + root + " in " + jar.getPath());
                }
                classes.waiting.add(root);
            }
            while (!classes.waiting.isEmpty()) {
                classes.define(classes.waiting.remove());
            }
        }
    }

    private void define(String name) throws IOException {
        byte[] file = name.startsWith(PACKAGE) && seen.add(name) ? read(name) : null;
        if (file == null) {
            return; // defined before, or none of ours
        }
        ClassReader reader = new ClassReader(file);
        define(reader.getSuperName());
        for (String face : reader.getInterfaces()) {
            define(face);
        }
        definer.define(name, file);
        addNames(file, reader.header);
    }

    /** Adds the names in a constant pool. An entry's name ends with the next entry's tag, which is no letter. */
    private void addNames(byte[] file, int poolEnd) {
        for (int start = POOL_START; start < poolEnd; start++) {
            if (file[start] == 'i' && matches(file, start)) {
                StringBuilder name = new StringBuilder();
                while (start < poolEnd && isOfName(file[start])) {
                    name.append((char) file[start++]);
                }
                waiting.add(name.toString());
            }
        }
    }

    private static boolean matches(byte[] file, int start) {
        for (int i = 0; i < PACKAGE.length(); i++) {
            if (file[start + i] != PACKAGE.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfName(byte c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '$'
                || c == '/'
                || c == '_';
    }

    private @Nullable byte[] read(String name) throws IOException {
        ZipEntry entry = jar.getEntry(PREFIX.concat(name).concat(SUFFIX));
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
