package io.nowait.agent.it.every;

import java.util.Set;

/**
 * A child program, with and without the agent: has the JVM load and link, and so verify, every class, or only those
 * named. Prints {@code unlinked CLASS ERROR} for those that do not link, mostly for want of optional dependencies, and
 * {@code linked NUMBER}.
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
    }

    private void visit(String path, ClassLoader loader, Module module, byte[] file) {
        if (path.startsWith("META-INF/") || path.endsWith("-info.class")) {
            return;
        }
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        if (!names.isEmpty() && !names.contains(name)) {
            return;
        }
        try {
            Class<?> type = module.isNamed() ? Class.forName(module, name) : Class.forName(name, false, loader);
            // Looking for constructors links first.
            linked += type.getDeclaredConstructors().length < 0 ? 0 : 1;
        } catch (ClassNotFoundException | LinkageError failed) {
            System.out.println("unlinked " + name + " " + failed.getClass().getName());
        }
    }
}
