package io.nowait.examples.torture.mutant;

import java.util.Set;
import org.objectweb.asm.tree.ClassNode;

/** Reserve.Retirement.isProved: in a stall all that waits passes for proved unreachable. */
final class SiftUnproved implements Mutant {
    @Override
    public String name() {
        return "sift-unproved";
    }

    @Override
    public String description() {
        return "reserve.Retirement.isProved: in a stall all that waits passes for proved unreachable";
    }

    @Override
    public Set<String> classes() {
        return Set.of("io.nowait.runtime.reserve.Retirement");
    }

    @Override
    public void apply(ClassNode node) {
        Code.answer(Code.method(node, "isProved"), 1);
        Code.answer(Code.method(node, "anyProved"), 1);
    }
}
