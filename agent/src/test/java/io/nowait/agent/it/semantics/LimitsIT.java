package io.nowait.agent.it.semantics;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** {@code -XX:MaxDirectMemorySize} holds to the byte: as much as without the agent, and the same refusal. */
class LimitsIT {
    /** The children mostly wait for the JVM to refuse, half a second each time: several may do so at once. */
    private static final ExecutorService CHILDREN = Executors.newFixedThreadPool(4);

    @AfterAll
    static void stop() {
        CHILDREN.shutdownNow();
    }

    @TestFactory
    Stream<DynamicNode> theLimitIsReachedAtTheSameByteAndRecoversAlike() {
        return Jdks.onePerFeature().stream()
                .flatMap(jdk -> Stream.of(
                        compared(jdk, "64m", 1 << 20, "65536", "4096", "10000,1,100000,0", "1048576"),
                        compared(jdk, "64k", 4096, "4096", "1000,5000", "10000", "65536", "65537"),
                        compared(jdk, "10", 1, "1", "3", "11"),
                        compared(jdk, "0", 0, "1", "4096"),
                        nonBlocking(jdk, "64m", 1 << 20, "65536", "4096", "10000,1,100000,0", "1048576"),
                        nonBlocking(jdk, "64k", 4096, "4096", "1000,5000", "10000", "65536", "65537"),
                        nonBlocking(jdk, "10", 1, "1", "3", "11"),
                        nonBlocking(jdk, "0", 0, "1", "4096")))
                .toList()
                .stream();
    }

    private static DynamicNode compared(Jdk jdk, String limit, int warmUp, String... patterns) {
        return compared(jdk + ", limit " + limit, () -> child(jdk, limit, warmUp, patterns));
    }

    /** The same for threads that may not wait, whose allocations take other ways to the same end. */
    private static DynamicNode nonBlocking(Jdk jdk, String limit, int warmUp, String... patterns) {
        return compared(
                jdk + ", limit " + limit + ", non-blocking",
                () -> child(jdk, limit, warmUp, patterns).environment("NOWAIT_THREADS", "all"));
    }

    private static ChildJvm child(Jdk jdk, String limit, int warmUp, String... patterns) {
        return Child.of(jdk, "-Xmx64m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=" + limit)
                .main(Limits.class, arguments(warmUp, patterns));
    }

    private static DynamicNode compared(String name, Supplier<ChildJvm> child) {
        CompletableFuture<Pair> pair = CompletableFuture.supplyAsync(() -> Pair.run(child), CHILDREN);
        return dynamicContainer(name, Stream.of(pair).flatMap(ran -> ran.join().tests()));
    }

    private static String[] arguments(int warmUp, String... patterns) {
        return Stream.concat(Stream.of(String.valueOf(warmUp)), Stream.of(patterns))
                .toArray(String[]::new);
    }
}
