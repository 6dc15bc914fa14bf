package io.nowait.examples.torture.mutant;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Reserve.Pool.closeBatches: starts the grace period, and then takes what waits for it. */
final class StartBeforeTake implements Mutant {
    private static final String RECLAIMER = "io/nowait/runtime/reclaim/Reclaimer";
    private static final String GRACE = "io/nowait/runtime/reclaim/GracePeriods";

    @Override
    public String name() {
        return "start-before-take";
    }

    @Override
    public String description() {
        return "reserve.Pool.closeBatches: starts the grace period, and then takes what waits for it";
    }

    @Override
    public Set<String> classes() {
        return Set.of("io.nowait.runtime.reserve.Pool", "io.nowait.runtime.reclaim.Reclaimer");
    }

    @Override
    public void apply(ClassNode node) {
        if (node.name.equals(RECLAIMER)) {
            node.fields.add(new FieldNode(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "early", "J", null, null));
            MethodNode add = Code.method(node, "add");
            MethodInsnNode start = Code.call(add, "start");
            // ..., grace -> ..., token
            add.instructions.insertBefore(start, new InsnNode(Opcodes.POP));
            add.instructions.set(start, new FieldInsnNode(Opcodes.GETSTATIC, RECLAIMER, "early", "J"));
        } else {
            MethodNode close = Code.method(node, "closeBatches");
            close.instructions.insert(Code.list(
                    new VarInsnNode(Opcodes.ALOAD, 0),
                    new FieldInsnNode(Opcodes.GETFIELD, node.name, "grace", "L" + GRACE + ";"),
                    new MethodInsnNode(Opcodes.INVOKEVIRTUAL, GRACE, "start", "()J"),
                    new FieldInsnNode(Opcodes.PUTSTATIC, RECLAIMER, "early", "J")));
        }
    }
}
