package io.nowait.examples.torture.mutant;

import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A section does not take its thread online. */
final class SectionNotOnline extends InOneMethod {
    SectionNotOnline() {
        super("section-not-online", "reclaim.Reader", "enterSection", "a section does not take its thread online");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        Code.drop(in, Code.call(in, "goOnline"));
    }
}
