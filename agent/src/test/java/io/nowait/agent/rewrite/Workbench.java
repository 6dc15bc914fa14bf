package io.nowait.agent.rewrite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Rewrites classes as the agent does, and loads them with {@link FakeDispatcher} in the dispatcher's place. */
final class Workbench {
    /** No option says anything of methods. */
    static final MethodRules NO_RULES = new MethodRules(new NonBlockingMethods(NamedMethods.NONE), NamedMethods.NONE);

    final List<String> sites = new ArrayList<>();
    final List<String> contexts = new ArrayList<>();
    final Counts counts = new Counts();
    final Map<String, byte[]> references = new HashMap<>();
    final Transformer transformer = transformer(Scope.ALL);

    Transformer transformer(Scope scope) {
        return transformer(scope, NO_RULES);
    }

    Transformer transformer(Scope scope, MethodRules rules) {
        return new Transformer(
                Gate.OPEN, scope, this::number, new References(references::put), rules, new JdkClasses(false), counts);
    }

    /** The class file after the transformer, null when it left it alone. */
    byte[] rewrite(byte[] file) {
        ClassLoader loader = Workbench.class.getClassLoader();
        return transformer.transform(loader.getUnnamedModule(), loader, nameOf(file), null, null, file);
    }

    /** The class rewritten, verified, linked and initialised. */
    Class<?> load(byte[] file) {
        return load(Map.of(nameOf(file), file), nameOf(file));
    }

    /** A compiled class and those nested in it, rewritten and linked, the first initialised. */
    Class<?> load(Class<?> sample, Class<?>... others) {
        Map<String, byte[]> files = new HashMap<>();
        files.put(internalName(sample), fileOf(sample));
        for (Class<?> other : others) {
            files.put(internalName(other), fileOf(other));
        }
        return load(files, internalName(sample));
    }

    static byte[] fileOf(Class<?> type) {
        try (InputStream in = type.getResourceAsStream("/" + internalName(type) + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Class<?> load(Map<String, byte[]> files, String name) {
        Map<String, byte[]> ready = new HashMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] rewritten = rewrite(file.getValue());
            ready.put(dotted(file.getKey()), redirected(rewritten == null ? file.getValue() : rewritten));
        }
        for (Map.Entry<String, byte[]> reference : references.entrySet()) {
            ready.put(dotted(redirected(reference.getKey())), redirected(reference.getValue()));
        }
        try {
            return Class.forName(dotted(name), true, new Loader(ready));
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name, e);
        }
    }

    private int number(String className, String method, int line, int ordinal, String because, boolean exempt) {
        sites.add(className.substring(className.lastIndexOf('.') + 1) + "." + method + ":" + line + "#" + ordinal);
        contexts.add(method + (because == null ? "" : " " + because) + (exempt ? ", exempt" : ""));
        return sites.size();
    }

    /** The class file with all names of classes passed through a mapping. */
    static byte[] renamed(byte[] file, UnaryOperator<String> names) {
        ClassWriter writer = new ClassWriter(0);
        Remapper remapper = new Remapper(CallSites.API) {
            @Override
            public String map(String internalName) {
                return names.apply(internalName);
            }
        };
        new ClassReader(file).accept(new ClassRemapper(writer, remapper), 0);
        return writer.toByteArray();
    }

    private static byte[] redirected(byte[] file) {
        return renamed(file, Workbench::redirected);
    }

    private static String redirected(String internalName) {
        return internalName
                .replace(Dispatcher.NAME, internalName(FakeDispatcher.class))
                .replace("java/nio/NowaitReference", "io/nowait/agent/rewrite/FakeReference");
    }

    static String nameOf(byte[] file) {
        try {
            return new ClassReader(file).getClassName();
        } catch (RuntimeException unreadable) {
            return "unreadable";
        }
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }

    /** Finds its own classes before its parent's of the same name. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> files;

        Loader(Map<String, byte[]> files) {
            super(Workbench.class.getClassLoader());
            this.files = files;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            byte[] file = files.get(name);
            if (loaded != null || file == null) {
                return loaded != null ? loaded : super.loadClass(name, resolve);
            }
            return defineClass(name, file, 0, file.length);
        }
    }
}
