package io.nowait.examples.torture.mutant;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds and changes places in the runtime's code. What is not there, or there more often than expected, is an error. */
final class Code {
    private Code() {}

    /** The methods of that name, one at the least. */
    static List<MethodNode> methods(ClassNode node, String name) {
        List<MethodNode> found = node.methods.stream()
                .filter(method -> method.name.equals(name) && (method.access & Opcodes.ACC_BRIDGE) == 0)
                .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException(node.name + " has no method " + name);
        }
        return found;
    }

    /** The one method of that name. */
    static MethodNode method(ClassNode node, String name) {
        List<MethodNode> found = methods(node, name);
        if (found.size() != 1) {
            throw new IllegalStateException(node.name + " has " + found.size() + " methods " + name);
        }
        return found.get(0);
    }

    /** The one method of that name with that descriptor. */
    static MethodNode method(ClassNode node, String name, String descriptor) {
        return methods(node, name).stream()
                .filter(method -> method.desc.equals(descriptor))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(node.name + " has no method " + name + descriptor));
    }

    /** The one call of a method of that name. */
    static MethodInsnNode call(MethodNode in, String name) {
        List<MethodInsnNode> found = calls(in, name);
        if (found.size() != 1) {
            throw new IllegalStateException(in.name + " calls " + name + " " + found.size() + " times");
        }
        return found.get(0);
    }

    /** The calls of methods of that name. */
    static List<MethodInsnNode> calls(MethodNode in, String name) {
        return all(in, MethodInsnNode.class, call -> call.name.equals(name));
    }

    /** The accesses to fields of that name. */
    static List<FieldInsnNode> accesses(MethodNode in, int opcode, String name) {
        return all(in, FieldInsnNode.class, access -> access.getOpcode() == opcode && access.name.equals(name));
    }

    /** The next real instruction. */
    static AbstractInsnNode next(AbstractInsnNode from) {
        AbstractInsnNode next = from.getNext();
        while (next.getOpcode() < 0) {
            next = next.getNext();
        }
        return next;
    }

    /** The previous real instruction. */
    static AbstractInsnNode previous(AbstractInsnNode from) {
        AbstractInsnNode previous = from.getPrevious();
        while (previous.getOpcode() < 0) {
            previous = previous.getPrevious();
        }
        return previous;
    }

    /** Drops a call that returns nothing: only its operands are popped. */
    static void drop(MethodNode in, MethodInsnNode call) {
        in.instructions.insertBefore(call, pops(call));
        in.instructions.remove(call);
    }

    /** Drops a call and pushes an int or a boolean instead of what it returns. */
    static void answer(MethodNode in, MethodInsnNode call, int constant) {
        in.instructions.insertBefore(call, pops(call));
        in.instructions.set(call, new InsnNode(Opcodes.ICONST_0 + constant));
    }

    /** Has a method return an int or a boolean at once. */
    static void answer(MethodNode method, int constant) {
        method.instructions = list(new InsnNode(Opcodes.ICONST_0 + constant), new InsnNode(Opcodes.IRETURN));
        forget(method);
    }

    /** Has a method that returns nothing do nothing. */
    static void empty(MethodNode method) {
        method.instructions = list(new InsnNode(Opcodes.RETURN));
        forget(method);
    }

    static InsnList list(AbstractInsnNode... instructions) {
        InsnList list = new InsnList();
        Arrays.stream(instructions).forEach(list::add);
        return list;
    }

    private static void forget(MethodNode method) {
        method.tryCatchBlocks.clear();
        method.localVariables = null;
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
    }

    // ..., receiver, operands -> ...
    private static InsnList pops(MethodInsnNode call) {
        InsnList pops = new InsnList();
        Type[] operands = Type.getArgumentTypes(call.desc);
        for (int i = operands.length - 1; i >= 0; i--) {
            pops.add(new InsnNode(operands[i].getSize() == 2 ? Opcodes.POP2 : Opcodes.POP));
        }
        if (call.getOpcode() != Opcodes.INVOKESTATIC) {
            pops.add(new InsnNode(Opcodes.POP));
        }
        return pops;
    }

    private static <T extends AbstractInsnNode> List<T> all(MethodNode in, Class<T> type, Predicate<T> which) {
        return Arrays.stream(in.instructions.toArray())
                .filter(type::isInstance)
                .map(type::cast)
                .filter(which)
                .toList();
    }
}
