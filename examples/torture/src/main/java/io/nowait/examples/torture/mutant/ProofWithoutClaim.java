package io.nowait.examples.torture.mutant;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The collector's proof gives back what somebody else has claimed. */
final class ProofWithoutClaim extends InOneMethod {
    ProofWithoutClaim() {
        super(
                "proof-without-claim",
                "reserve.Pool",
                "giveBack",
                "the collector's proof gives back what somebody else has claimed");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        MethodInsnNode claim = Code.call(in, "claim");
        // ..., claimed -> ..., claimed | proved
        in.instructions.insert(claim, Code.list(new VarInsnNode(Opcodes.ILOAD, 2), new InsnNode(Opcodes.IOR)));
    }
}
