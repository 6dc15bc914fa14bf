package io.nowait.examples.torture.mutant;

import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A reader that has died goes on being waited for. */
final class DeadReaderBlocks extends InOneMethod {
    DeadReaderBlocks() {
        super("dead-reader-blocks", "reclaim.Readers", "isDead", "a reader that has died goes on being waited for");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        Code.answer(in, 0);
    }
}
