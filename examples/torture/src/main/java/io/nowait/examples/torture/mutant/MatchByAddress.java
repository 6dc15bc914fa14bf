package io.nowait.examples.torture.mutant;

import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A buffer that was freed passes for the one that is lent there now. */
final class MatchByAddress extends InOneMethod {
    MatchByAddress() {
        super(
                "match-by-address",
                "page.Slabs",
                "leaseOf",
                "a buffer that was freed passes for the one that is lent there now");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        Code.answer(in, Code.call(in, "refersTo"), 1);
    }
}
