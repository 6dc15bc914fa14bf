package io.nowait.examples.torture.mutant;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A load and a store instead of a compare-and-set. */
final class ClaimPlain extends InOneMethod {
    ClaimPlain() {
        super("claim-plain", "page.Lease", "claim", "a load and a store instead of a compare-and-set");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        LabelNode notLive = new LabelNode();
        LabelNode claimed = new LabelNode();
        in.instructions = Code.list(
                new VarInsnNode(Opcodes.ALOAD, 0),
                new FieldInsnNode(Opcodes.GETFIELD, node.name, "state", "I"),
                new JumpInsnNode(Opcodes.IFNE, notLive),
                new VarInsnNode(Opcodes.ALOAD, 0),
                new VarInsnNode(Opcodes.ILOAD, 1),
                new FieldInsnNode(Opcodes.PUTFIELD, node.name, "state", "I"),
                new InsnNode(Opcodes.ICONST_1),
                new InsnNode(Opcodes.IRETURN),
                notLive,
                new FrameNode(Opcodes.F_SAME, 0, null, 0, null),
                new VarInsnNode(Opcodes.ALOAD, 0),
                new FieldInsnNode(Opcodes.GETFIELD, node.name, "state", "I"),
                new LdcInsnNode(Integer.MIN_VALUE),
                new JumpInsnNode(Opcodes.IF_ICMPNE, claimed),
                new VarInsnNode(Opcodes.ALOAD, 0),
                new VarInsnNode(Opcodes.ILOAD, 1),
                new InsnNode(Opcodes.INEG),
                new FieldInsnNode(Opcodes.PUTFIELD, node.name, "state", "I"),
                new InsnNode(Opcodes.ICONST_1),
                new InsnNode(Opcodes.IRETURN),
                claimed,
                new FrameNode(Opcodes.F_SAME, 0, null, 0, null),
                new InsnNode(Opcodes.ICONST_0),
                new InsnNode(Opcodes.IRETURN));
        in.localVariables = null;
    }
}
