package io.nowait.examples.torture.copy;

import io.nowait.examples.torture.mutant.Mutant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/**
 * Loads its own copy of the runtime, and of what uses it, with a call of {@link Delay} at each edge and perhaps a fault.
 *
 * <p>So the runtime itself needs no hook for its test, and several copies can live in one JVM.
 */
public final class CopyLoader extends ClassLoader {
    private static final String RUNTIME = "io.nowait.runtime.";
    private static final String USER = "io.nowait.examples.torture.run.";

    private final Optional<Mutant> mutant;

    /** Loads a copy with that fault. */
    public CopyLoader(Optional<Mutant> mutant) {
        super(CopyLoader.class.getClassLoader());
        this.mutant = mutant;
    }

    /**
     * Loads what the mutant changes, so that one that finds nothing to change is noticed at once.
     *
     * @throws IllegalStateException if a place is not there
     */
    public void loadMutated() throws ClassNotFoundException {
        for (String place : mutant.map(Mutant::classes).orElse(Set.of())) {
            Class.forName(place, true, this);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(RUNTIME) && !name.startsWith(USER)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] file = read(name);
            byte[] changed = name.startsWith(RUNTIME) ? change(name, file) : file;
            return defineClass(name, changed, 0, changed.length);
        }
    }

    private byte[] read(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A class of the runtime with the fault, but without delays. */
    public byte[] bytesWithoutDelays(String name) throws ClassNotFoundException {
        return write(mutated(name, read(name)));
    }

    private byte[] change(String name, byte[] file) {
        ClassNode node = mutated(name, file);
        Edges.mark(node);
        return write(node);
    }

    private ClassNode mutated(String name, byte[] file) {
        ClassNode node = new ClassNode();
        new ClassReader(file).accept(node, 0);
        mutant.filter(fault -> fault.classes().contains(name)).ifPresent(fault -> fault.apply(node));
        return node;
    }

    private static byte[] write(ClassNode node) {
        // Frames stay as they are: what is inserted does not branch.
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }
}
