package io.nowait.examples.torture.mutant;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The tag stays the same. */
final class NoTag extends InOneMethod {
    NoTag() {
        super("no-tag", "page.TaggedStack", "next", "the tag stays the same");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        for (AbstractInsnNode each : in.instructions.toArray()) {
            if (each.getOpcode() == Opcodes.LADD) {
                // ..., head, one -> ..., head
                in.instructions.set(each, new InsnNode(Opcodes.POP2));
                return;
            }
        }
        throw new IllegalStateException("no addition in " + in.name);
    }
}
