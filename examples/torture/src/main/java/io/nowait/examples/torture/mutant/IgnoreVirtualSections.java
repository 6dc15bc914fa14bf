package io.nowait.examples.torture.mutant;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Sections of virtual threads are not looked at. */
final class IgnoreVirtualSections extends InOneMethod {
    IgnoreVirtualSections() {
        super("ignore-virtual-sections", "reclaim.Readers", "lists", "sections of virtual threads are not looked at");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        for (AbstractInsnNode each : in.instructions.toArray()) {
            if (each instanceof IntInsnNode lists) {
                lists.operand--;
                return;
            }
        }
        throw new IllegalStateException("no constant in " + in.name);
    }
}
