package io.nowait.examples.torture.mutant;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Reclaim.Reader.aboutToWait, pass: announces within a section too. */
final class QuiescentWhileHolding implements Mutant {
    @Override
    public String name() {
        return "quiescent-while-holding";
    }

    @Override
    public String description() {
        return "reclaim.Reader.aboutToWait, pass: announces within a section too";
    }

    @Override
    public Set<String> classes() {
        return Set.of("io.nowait.runtime.reclaim.Reader");
    }

    @Override
    public void apply(ClassNode node) {
        for (String method : new String[] {"aboutToWait", "pass"}) {
            MethodNode in = Code.method(node, method);
            FieldInsnNode sections =
                    Code.accesses(in, Opcodes.GETFIELD, "sections").get(0);
            // ..., reader -> ..., 0
            in.instructions.insertBefore(sections, new InsnNode(Opcodes.POP));
            in.instructions.set(sections, new InsnNode(Opcodes.ICONST_0));
        }
    }
}
