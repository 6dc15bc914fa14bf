package io.nowait.examples.torture.mutant;

import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** An action runs before its selector loop is back. */
final class NoBackFirst extends InOneMethod {
    NoBackFirst() {
        super("no-back-first", "BackFirst", "accept", "an action runs before its selector loop is back");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        Code.drop(in, Code.call(in, "back"));
    }
}
