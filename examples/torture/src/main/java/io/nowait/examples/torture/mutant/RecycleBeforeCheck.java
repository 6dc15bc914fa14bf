package io.nowait.examples.torture.mutant;

import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Batches are given back without a look whether they have waited. */
final class RecycleBeforeCheck extends InOneMethod {
    RecycleBeforeCheck() {
        super(
                "recycle-before-check",
                "reclaim.Reclaimer",
                "reclaimOver",
                "batches are given back without a look whether they have waited");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        Code.answer(in, Code.call(in, "isOver"), 1);
    }
}
