package io.nowait.examples.torture.mutant;

import java.util.Set;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Reserve.Pool.retire, freeOfJdk: no fence before the look whether there are readers. */
final class NoFenceFree implements Mutant {
    @Override
    public String name() {
        return "no-fence-free";
    }

    @Override
    public String description() {
        return "reserve.Freeing.retire, freeOfJdk: no fence before the look whether there are readers";
    }

    @Override
    public Set<String> classes() {
        return Set.of("io.nowait.runtime.reserve.Freeing");
    }

    @Override
    public void apply(ClassNode node) {
        for (String method : new String[] {"freeOfJdk", "retire"}) {
            MethodNode in = Code.methods(node, method).stream()
                    .filter(each -> each.desc.endsWith(")Z"))
                    .findFirst()
                    .orElseThrow();
            Code.drop(in, Code.call(in, "fullFence"));
        }
    }
}
