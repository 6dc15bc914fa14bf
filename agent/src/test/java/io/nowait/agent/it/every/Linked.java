package io.nowait.agent.it.every;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/**
 * A child program, with and without the agent: has the JVM load and link, and so verify, every class, or only those
 * named. Prints {@code unlinked CLASS ERROR} for those that do not link, mostly for want of optional dependencies, and
 * {@code linked NUMBER}; and of what {@link Recorder} saw {@code shown NUMBER}, {@code rewritten CLASS} and
 * {@code wrong CLASS: REASON} if ASM's verifier complains.
 */
public final class Linked {
    private final Set<String> names;
    private int linked;

    private Linked(Set<String> names) {
        this.names = names;
    }

    /** Links the classes of these names; all if there are none. */
    public static void main(String[] names) throws Exception {
        Linked run = new Linked(Set.of(names));
        ClassFiles.visitAll(run::visit);
        System.out.println("linked " + run.linked);
        System.out.println("shown " + Recorder.SHOWN.get());
    }

    private void visit(String path, ClassLoader loader, Module module, byte[] file) {
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        if (!names.isEmpty() && !names.contains(name)) {
            return;
        }
        if (path.startsWith("META-INF/") || path.endsWith("-info.class")) {
            new Throwaway(loader).show(file);
        } else {
            link(name, loader, module);
        }
        byte[] rewritten = Recorder.NAMING.remove(new ClassReader(file).getClassName());
        if (rewritten != null && !Arrays.equals(rewritten, file)) {
            System.out.println("rewritten " + name);
            verify(name, rewritten, loader);
        }
    }

    private void link(String name, ClassLoader loader, Module module) {
        try {
            Class<?> type = module.isNamed() ? Class.forName(module, name) : Class.forName(name, false, loader);
            // Looking for constructors links first.
            linked += type.getDeclaredConstructors().length < 0 ? 0 : 1;
        } catch (ClassNotFoundException | LinkageError failed) {
            System.out.println("unlinked " + name + " " + failed.getClass().getName());
        }
    }

    private static void verify(String name, byte[] file, ClassLoader loader) {
        StringWriter complaint = new StringWriter();
        CheckClassAdapter.verify(new ClassReader(file), loader, false, new PrintWriter(complaint, true));
        if (!complaint.toString().isEmpty()) {
            System.out.println("wrong " + name + ": " + complaint.toString().replace('\n', ' '));
        }
    }

    /** For classes of other JDK versions, which the JVM may refuse, but not before agents have seen them. */
    private static final class Throwaway extends ClassLoader {
        Throwaway(ClassLoader parent) {
            super(parent);
        }

        void show(byte[] file) {
            try {
                defineClass(null, file, 0, file.length);
            } catch (LinkageError refused) {
                // Only what agents made of it is of interest.
            }
        }
    }
}
