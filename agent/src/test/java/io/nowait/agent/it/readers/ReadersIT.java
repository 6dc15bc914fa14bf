package io.nowait.agent.it.readers;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Freed memory waits for those who announce, for as long as they may use it, and for nobody else. */
class ReadersIT {
    @TestFactory
    Stream<DynamicNode> threadsThatSelectAreReaders() {
        return Proof.of(17, Loops.class, child -> child.agent(Shared.OPTIONS));
    }

    @TestFactory
    Stream<DynamicNode> virtualThreadsAreReadersInExplicitSectionsOnly() {
        return Proof.of(21, VirtualLoops.class, child -> child.agent(Shared.OPTIONS));
    }
}
