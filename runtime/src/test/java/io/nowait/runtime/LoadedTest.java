package io.nowait.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

class LoadedTest {
    private static final String ROOT = "io/nowait/runtime/";

    /** For the agent's copy alone, and an annotation. */
    private static final List<String> NOT_OF_A_COPY =
            List.of(ROOT + "AgentOperations", ROOT + "Handed", ROOT + "nullness/Nullable");

    @Test
    void allThatACopyUsesIsLoadedWithIt() throws Exception {
        Set<String> used = new TreeSet<>();
        ArrayDeque<String> waiting = new ArrayDeque<>(List.of(ROOT + "DeferredFree"));
        while (!waiting.isEmpty()) {
            String name = waiting.remove();
            if (name.startsWith(ROOT) && !NOT_OF_A_COPY.contains(name) && used.add(name)) {
                waiting.addAll(namesIn(name));
            }
        }
        Set<String> loaded = new TreeSet<>();
        URL[] classes = {
            DeferredFree.class.getProtectionDomain().getCodeSource().getLocation()
        };
        try (URLClassLoader loader = new URLClassLoader(classes, null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                loaded.add(name.replace('.', '/'));
                return super.findClass(name);
            }
        }) {
            Class.forName(DeferredFree.class.getName(), true, loader);
        }
        assertThat(loaded).containsAll(used);
    }

    private static Set<String> namesIn(String name) throws IOException {
        Set<String> names = new TreeSet<>();
        ClassReader reader = new ClassReader(name);
        reader.accept(
                new ClassRemapper(new ClassWriter(0), new Remapper(Opcodes.ASM9) {
                    @Override
                    public String map(String internalName) {
                        names.add(internalName);
                        return internalName;
                    }
                }),
                0);
        return names;
    }
}
