package io.nowait.examples.torture.mutant;

import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A second selector in the middle of an iteration counts too. */
final class AnySelector extends InOneMethod {
    AnySelector() {
        super("any-selector", "reclaim.Reader", "isHome", "a second selector in the middle of an iteration counts too");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        Code.answer(in, 1);
    }
}
