package io.nowait.examples.torture.mutant;

import java.util.Set;
import org.objectweb.asm.tree.ClassNode;

/** One fault that is seeded into a copy of the runtime. */
public interface Mutant {
    /** What {@code --mutant} calls it. */
    String name();

    /** What it breaks, in a line. */
    String description();

    /** The classes that it changes. */
    Set<String> classes();

    /**
     * Commits the fault in one of these classes.
     *
     * @throws IllegalStateException if the place is not there
     */
    void apply(ClassNode node);
}
