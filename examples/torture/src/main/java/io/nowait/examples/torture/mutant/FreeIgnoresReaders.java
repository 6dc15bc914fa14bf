package io.nowait.examples.torture.mutant;

import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A free waits for nobody. */
final class FreeIgnoresReaders extends InOneMethod {
    FreeIgnoresReaders() {
        super("free-ignores-readers", "reclaim.Readers", "anyButCaller", "a free waits for nobody");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        Code.answer(in, 0);
    }
}
