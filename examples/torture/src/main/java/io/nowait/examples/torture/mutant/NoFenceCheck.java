package io.nowait.examples.torture.mutant;

import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** No fence between the limit and the looks at the readers. */
final class NoFenceCheck extends InOneMethod {
    NoFenceCheck() {
        super(
                "no-fence-check",
                "reclaim.GracePeriods",
                "look",
                "no fence between the limit and the looks at the readers");
    }

    @Override
    void apply(ClassNode node, MethodNode in) {
        Code.drop(in, Code.call(in, "fullFence"));
    }
}
