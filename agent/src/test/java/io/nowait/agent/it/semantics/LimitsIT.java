package io.nowait.agent.it.semantics;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** {@code -XX:MaxDirectMemorySize} holds to the byte: as much as without the agent, and the same refusal. */
class LimitsIT {

    @TestFactory
    Stream<DynamicNode> theLimitIsReachedAtTheSameByteAndRecoversAlike() {
        return Jdks.onePerFeature().stream()
                .flatMap(jdk -> Stream.of(
                        compared(jdk, "0", 0, "1", "4096"),
                        compared(jdk, "10", 1, "1", "3", "11"),
                        compared(jdk, "64k", 4096, "4096", "1000,5000", "10000", "65536", "65537"),
                        compared(jdk, "64m", 1 << 20, "65536", "4096", "10000,1,100000,0", "1048576")));
    }

    private static DynamicNode compared(Jdk jdk, String limit, int warmUp, String... patterns) {
        return dynamicContainer(
                jdk + ", limit " + limit,
                Stream.of("")
                        .flatMap(once -> Pair.run(() -> Child.of(
                                                jdk, "-Xmx64m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=" + limit)
                                        .main(Limits.class, arguments(warmUp, patterns)))
                                .tests()));
    }

    private static String[] arguments(int warmUp, String... patterns) {
        return Stream.concat(Stream.of(String.valueOf(warmUp)), Stream.of(patterns))
                .toArray(String[]::new);
    }
}
