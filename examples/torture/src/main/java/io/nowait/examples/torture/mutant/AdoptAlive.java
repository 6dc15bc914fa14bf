package io.nowait.examples.torture.mutant;

import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Threads that live are taken for dead. */
final class AdoptAlive extends InOneMethod {
    AdoptAlive() {
        super("adopt-alive", "reserve.Worker", "adoptFromDead", "threads that live are taken for dead");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        Code.answer(in, Code.call(in, "isAlive"), 0);
    }
}
