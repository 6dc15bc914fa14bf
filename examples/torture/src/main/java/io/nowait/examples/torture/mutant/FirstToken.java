package io.nowait.examples.torture.mutant;

import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Batches wait for a grace period that had been started before. */
final class FirstToken extends InOneMethod {
    FirstToken() {
        super(
                "first-token",
                "reclaim.Reclaimer",
                "add",
                "batches wait for a grace period that had been started before");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        MethodInsnNode start = Code.call(in, "start");
        start.name = "newest";
    }
}
