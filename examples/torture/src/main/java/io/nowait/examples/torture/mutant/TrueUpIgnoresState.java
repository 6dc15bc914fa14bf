package io.nowait.examples.torture.mutant;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A claimed lease is marked, and is live again. */
final class TrueUpIgnoresState extends InOneMethod {
    TrueUpIgnoresState() {
        super("true-up-ignores-state", "page.Lease", "trueUp", "a claimed lease is marked, and is live again");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        // this -> ; state = TRUED
        in.instructions = Code.list(
                new VarInsnNode(Opcodes.ALOAD, 0),
                new LdcInsnNode(Integer.MIN_VALUE),
                new FieldInsnNode(Opcodes.PUTFIELD, node.name, "state", "I"),
                new InsnNode(Opcodes.ICONST_1),
                new InsnNode(Opcodes.IRETURN));
        in.localVariables = null;
    }
}
