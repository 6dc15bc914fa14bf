package io.nowait.examples.torture.mutant;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * As {@link NoFenceOnline}, on a machine whose store buffers are slow: the announcement becomes visible some time later, at the
 * latest when the thread reads or writes it again. That is what a processor may do without the fence; x86 does it for some
 * nanoseconds only.
 */
final class SlowStoreOnline implements Mutant {
    private static final String CONSUMER = "java/util/function/LongConsumer";
    private static final String BUFFER = "io/nowait/examples/torture/copy/StoreBuffer";

    @Override
    public String name() {
        return "slow-store-online";
    }

    @Override
    public String description() {
        return "reclaim.Reader.goOnline: no fence, and the announcement stays in a store buffer for long";
    }

    @Override
    public Set<String> classes() {
        return Set.of("io.nowait.runtime.reclaim.Reader");
    }

    @Override
    public void apply(ClassNode node) {
        node.interfaces.add(CONSUMER);
        node.methods.add(accept(node));
        for (MethodNode method : node.methods) {
            if (!method.name.equals("accept")) {
                buffer(method);
            }
        }
        MethodNode online = Code.method(node, "goOnline");
        Code.drop(online, Code.call(online, "fullFence"));
        MethodInsnNode store = Code.call(online, "setRelease");
        online.instructions.set(store, buffer("later", "(L" + CONSUMER + ";J)V"));
    }

    private static MethodInsnNode buffer(String name, String descriptor) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, BUFFER, name, descriptor);
    }

    /** The thread itself sees its stores at once, and in order. */
    private static void buffer(MethodNode method) {
        for (String access : new String[] {"getOpaque", "setRelease"}) {
            for (MethodInsnNode call : Code.calls(method, access)) {
                // ..., reader, operands -> ..., reader, operands
                method.instructions.insertBefore(
                        call, Code.list(new VarInsnNode(Opcodes.ALOAD, 0), buffer("drain", "(L" + CONSUMER + ";)V")));
            }
        }
    }

    private static MethodNode accept(ClassNode node) {
        MethodNode accept = new MethodNode(Opcodes.ACC_PUBLIC, "accept", "(J)V", null, null);
        accept.instructions = Code.list(
                new VarInsnNode(Opcodes.ALOAD, 0),
                new VarInsnNode(Opcodes.LLOAD, 1),
                new MethodInsnNode(Opcodes.INVOKEVIRTUAL, node.name, "setRelease", "(J)V"),
                new InsnNode(Opcodes.RETURN));
        return accept;
    }
}
