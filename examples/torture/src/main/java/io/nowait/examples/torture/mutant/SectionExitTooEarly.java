package io.nowait.examples.torture.mutant;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The end of an inner section ends the outer one. */
final class SectionExitTooEarly extends InOneMethod {
    SectionExitTooEarly() {
        super(
                "section-exit-too-early",
                "reclaim.Reader",
                "leaveSection",
                "the end of an inner section ends the outer one");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        FieldInsnNode sections = Code.accesses(in, Opcodes.GETFIELD, "sections").stream()
                .filter(access -> Code.next(access).getOpcode() == Opcodes.ICONST_1)
                .findFirst()
                .orElseThrow();
        // ..., reader -> ..., 1
        in.instructions.insertBefore(sections, new InsnNode(Opcodes.POP));
        in.instructions.set(sections, new InsnNode(Opcodes.ICONST_1));
    }
}
