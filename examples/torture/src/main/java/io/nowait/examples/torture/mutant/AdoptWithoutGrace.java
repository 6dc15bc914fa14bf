package io.nowait.examples.torture.mutant;

import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** What a dead thread had retired goes to the depot without a grace period. */
final class AdoptWithoutGrace extends InOneMethod {
    AdoptWithoutGrace() {
        super(
                "adopt-without-grace",
                "reserve.Worker",
                "adopt",
                "what a dead thread had retired goes to the depot without a grace period");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        FieldInsnNode clean = Code.accesses(in, Opcodes.GETFIELD, "clean").get(0);
        FieldInsnNode retired = (FieldInsnNode) clean.clone(Map.of());
        retired.name = "retired";
        AbstractInsnNode stock = Code.previous(clean);
        AbstractInsnNode take = Code.next(clean);
        AbstractInsnNode put = Code.next(take);
        in.instructions.insert(
                put,
                Code.list(
                        new VarInsnNode(Opcodes.ALOAD, 0),
                        stock.clone(Map.of()),
                        retired,
                        take.clone(Map.of()),
                        put.clone(Map.of())));
    }
}
