package io.nowait.examples.torture.mutant;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The collector's proof gives back what somebody else has claimed. */
final class ProofWithoutClaim extends InOneMethod {
    ProofWithoutClaim() {
        super(
                "proof-without-claim",
                "reserve.Freeing",
                "end",
                "the collector's proof gives back what somebody else has claimed");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        for (String question : new String[] {"isLive", "claim"}) {
            // ..., yes -> ..., yes | proved
            in.instructions.insert(
                    Code.call(in, question), Code.list(new VarInsnNode(Opcodes.ILOAD, 3), new InsnNode(Opcodes.IOR)));
        }
    }
}
