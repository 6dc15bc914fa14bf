package io.nowait.examples.torture.mutant;

import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The newest token is read after the looks at the readers. */
final class LimitAfterScan extends InOneMethod {
    LimitAfterScan() {
        super(
                "limit-after-scan",
                "reclaim.GracePeriods",
                "look",
                "the newest token is read after the looks at the readers");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        MethodInsnNode limit = Code.call(in, "getVolatile");
        MethodInsnNode raise = Code.call(in, "raise");
        AbstractInsnNode value = Code.previous(raise);
        int local = ((VarInsnNode) value).var;
        FieldInsnNode newest = (FieldInsnNode) Code.previous(limit);
        // ... -> ...; limit = min(newest.getVolatile(), limit)
        in.instructions.insertBefore(
                Code.previous(value),
                Code.list(
                        new VarInsnNode(Opcodes.ALOAD, 0),
                        newest.clone(Map.of()),
                        limit.clone(Map.of()),
                        new VarInsnNode(Opcodes.LLOAD, local),
                        new MethodInsnNode(Opcodes.INVOKESTATIC, "java/lang/Math", "min", "(JJ)J"),
                        new VarInsnNode(Opcodes.LSTORE, local)));
        // ..., newest -> ..., highest
        in.instructions.insertBefore(limit, new InsnNode(Opcodes.POP));
        in.instructions.set(limit, new LdcInsnNode(Long.MAX_VALUE));
    }
}
