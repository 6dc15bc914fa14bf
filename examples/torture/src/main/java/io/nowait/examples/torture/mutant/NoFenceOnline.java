package io.nowait.examples.torture.mutant;

import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** No fence after the announcement. */
final class NoFenceOnline extends InOneMethod {
    NoFenceOnline() {
        super("no-fence-online", "reclaim.Reader", "goOnline", "no fence after the announcement");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        Code.drop(in, Code.call(in, "fullFence"));
    }
}
