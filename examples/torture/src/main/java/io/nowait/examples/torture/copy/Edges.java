package io.nowait.examples.torture.copy;

import static org.objectweb.asm.Opcodes.ACC_VOLATILE;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.PUTFIELD;

import java.util.Set;
import java.util.regex.Pattern;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Marks the edges of the protocol: before each atomic operation, fence and call, each store to a field of an object and each
 * load of a volatile one, in the classes that lend, retire and reclaim.
 */
final class Edges {
    private static final Pattern CLASSES = Pattern.compile(
            "io/nowait/runtime/(reclaim/.*|reserve/.*|page/(TaggedStack|RunStack|BatchStack|Lease|Slabs))");
    private static final String DELAY = "io/nowait/examples/torture/copy/Delay";

    /** Calls between which and their surroundings no other thread can tell the order. */
    private static final Set<String> PURE =
            Set.of("java/lang/Math", "java/lang/StringBuilder", "java/lang/String", "java/lang/Integer");

    private Edges() {}

    static void mark(ClassNode node) {
        if (!CLASSES.matcher(node.name).matches()) {
            return;
        }
        for (MethodNode method : node.methods) {
            if (!method.name.equals("<clinit>")) {
                mark(node, method);
            }
        }
    }

    private static void mark(ClassNode node, MethodNode method) {
        for (AbstractInsnNode each : method.instructions.toArray()) {
            if (isEdge(node, each)) {
                // ..., operands -> ..., operands
                InsnList call = new InsnList();
                call.add(new LdcInsnNode(Delay.newEdge(node.name + "." + method.name + " before " + describe(each))));
                call.add(new MethodInsnNode(INVOKESTATIC, DELAY, "here", "(I)V"));
                method.instructions.insertBefore(each, call);
            }
        }
    }

    private static boolean isEdge(ClassNode node, AbstractInsnNode each) {
        if (each instanceof MethodInsnNode call) {
            return !call.name.equals("<init>") && !PURE.contains(call.owner);
        }
        if (each instanceof FieldInsnNode access) {
            return access.getOpcode() == PUTFIELD || (access.getOpcode() == GETFIELD && isVolatile(node, access));
        }
        return false;
    }

    private static boolean isVolatile(ClassNode node, FieldInsnNode access) {
        return node.fields.stream()
                .anyMatch(field -> access.owner.equals(node.name)
                        && field.name.equals(access.name)
                        && (field.access & ACC_VOLATILE) != 0);
    }

    private static String describe(AbstractInsnNode each) {
        if (each instanceof MethodInsnNode call) {
            return call.owner.substring(call.owner.lastIndexOf('/') + 1) + "." + call.name;
        }
        FieldInsnNode access = (FieldInsnNode) each;
        return (access.getOpcode() == PUTFIELD ? "store of " : "load of ") + access.name;
    }
}
