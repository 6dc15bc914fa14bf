package io.nowait.examples.torture.mutant;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** A store instead of a compare-and-set. */
final class PopPlain extends InOneMethod {
    PopPlain() {
        super("pop-plain", "page.TaggedStack", "popIf", "a store instead of a compare-and-set");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        MethodInsnNode swap = Code.call(in, "compareAndSet");
        swap.name = "setRelease";
        swap.desc = swap.desc.replace("JJ)Z", "J)V");
        // handle, stack, expected, next -> handle, stack, next
        for (AbstractInsnNode each : in.instructions.toArray()) {
            if (each.getOpcode() == Opcodes.LLOAD) {
                in.instructions.remove(each);
                break;
            }
        }
        // -> true
        in.instructions.insert(swap, new InsnNode(Opcodes.ICONST_1));
    }
}
