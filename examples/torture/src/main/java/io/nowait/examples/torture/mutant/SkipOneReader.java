package io.nowait.examples.torture.mutant;

import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The first reader of each list is not looked at. */
final class SkipOneReader extends InOneMethod {
    private static final String SECOND = "second";
    private static final String READER = "io/nowait/runtime/reclaim/Reader";

    SkipOneReader() {
        super("skip-one-reader", "reclaim.GracePeriods", "look", "the first reader of each list is not looked at");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        MethodInsnNode head = Code.call(in, "head");
        node.methods.add(second(head));
        // ..., readers, list -> ..., reader
        in.instructions.set(head, new MethodInsnNode(Opcodes.INVOKESTATIC, node.name, SECOND, descriptor(head)));
    }

    private static String descriptor(MethodInsnNode head) {
        return "(L" + head.owner + ";I)L" + READER + ";";
    }

    private static MethodNode second(MethodInsnNode head) {
        MethodNode second = new MethodNode(Opcodes.ACC_STATIC, SECOND, descriptor(head), null, null);
        LabelNode none = new LabelNode();
        second.instructions = Code.list(
                new VarInsnNode(Opcodes.ALOAD, 0),
                new VarInsnNode(Opcodes.ILOAD, 1),
                head.clone(Map.of()),
                new InsnNode(Opcodes.DUP),
                new JumpInsnNode(Opcodes.IFNULL, none),
                new FieldInsnNode(Opcodes.GETFIELD, READER, "next", "L" + READER + ";"),
                none,
                new FrameNode(Opcodes.F_SAME1, 0, null, 1, new Object[] {READER}),
                new InsnNode(Opcodes.ARETURN));
        return second;
    }
}
