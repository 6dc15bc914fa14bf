package io.nowait.examples.torture.mutant;

import java.util.Set;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A fault in one method. */
abstract class InOneMethod implements Mutant {
    private static final String RUNTIME = "io.nowait.runtime.";

    private final String name;
    private final String owner;
    private final String method;
    private final String description;

    /** A fault in that method, which has its name to itself, of that class below the runtime's package. */
    InOneMethod(String name, String owner, String method, String description) {
        this.name = name;
        this.owner = owner;
        this.method = method;
        this.description = description;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String description() {
        return owner + "." + method + ": " + description;
    }

    @Override
    public final Set<String> classes() {
        return Set.of(RUNTIME + owner);
    }

    @Override
    public final void apply(ClassNode node) {
        apply(node, Code.method(node, method));
    }

    abstract void apply(ClassNode node, MethodNode in);
}
