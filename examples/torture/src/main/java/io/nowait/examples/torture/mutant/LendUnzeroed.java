package io.nowait.examples.torture.mutant;

import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A dirty page is lent as it is. */
final class LendUnzeroed extends InOneMethod {
    LendUnzeroed() {
        super("lend-unzeroed", "reserve.Pool", "lendFrom", "a dirty page is lent as it is");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        Code.drop(in, Code.call(in, "zero"));
    }
}
