package io.nowait.agent.it.readers;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import io.nowait.agent.it.Collector;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Memory that any view reaches is not lent again, in every mode and under every collector. */
class ReachabilityIT {
    @TestFactory
    Stream<DynamicNode> underEveryCollectorInEveryMode() {
        return Arrays.stream(Collector.values())
                .flatMap(collector -> Stream.of("grace", "gc", "strict").map(mode -> in(collector, mode)));
    }

    private static DynamicNode in(Collector collector, String mode) {
        return dynamicContainer(
                collector + " " + mode,
                Stream.of("")
                        .flatMap(once -> Proof.of(
                                collector,
                                17,
                                Reachability.class,
                                child -> child.flags(
                                                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                                                "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                                                "-Dreclaim=" + mode)
                                        .agent(Shared.OPTIONS, "reclaim=" + mode))));
    }
}
