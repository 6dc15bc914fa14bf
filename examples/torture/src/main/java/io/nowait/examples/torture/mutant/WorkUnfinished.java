package io.nowait.examples.torture.mutant;

import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** What an error interrupted is not finished. */
final class WorkUnfinished extends InOneMethod {
    WorkUnfinished() {
        super("work-unfinished", "reserve.Freeing", "finishWork", "what an error interrupted is not finished");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        Code.empty(in);
    }
}
