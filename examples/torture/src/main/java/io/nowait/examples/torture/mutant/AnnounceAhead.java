package io.nowait.examples.torture.mutant;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The announcement is one token too high. */
final class AnnounceAhead extends InOneMethod {
    AnnounceAhead() {
        super("announce-ahead", "reclaim.Reader", "goOnline", "the announcement is one token too high");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        // ..., token -> ..., token + 1
        in.instructions.insertBefore(
                Code.call(in, "setRelease"), Code.list(new InsnNode(Opcodes.LCONST_1), new InsnNode(Opcodes.LADD)));
    }
}
