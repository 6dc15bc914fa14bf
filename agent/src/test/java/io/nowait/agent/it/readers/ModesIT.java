package io.nowait.agent.it.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.Twins;
import io.nowait.agent.it.semantics.Limits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** In modes gc and strict freed memory waits for the collector's proof, and the application cannot tell. */
class ModesIT {
    private static final ExecutorService CHILDREN = Executors.newFixedThreadPool(4);

    @AfterAll
    static void stop() {
        CHILDREN.shutdownNow();
    }

    @TestFactory
    Stream<DynamicNode> aFreeIsAHint() {
        return Proof.of(17, Proved.class, child -> child.agent(Shared.OPTIONS, "reclaim=gc"));
    }

    /** The children mostly wait for the JVM to refuse, half a second each time: all do so at once. */
    @TestFactory
    Stream<DynamicNode> atTheLimitFreedMemoryDoesNotCountThoughItIsNotProved() {
        Map<String, CompletableFuture<Twins>> runs = new LinkedHashMap<>();
        for (Jdk jdk : Jdks.onePerFeature()) {
            for (String mode : List.of("gc", "strict")) {
                runs.put(jdk + " " + mode, CompletableFuture.supplyAsync(() -> atTheLimit(jdk, mode), CHILDREN));
            }
        }
        return runs.entrySet().stream()
                .map(run -> dynamicTest(run.getKey(), () -> {
                    Twins twins = run.getValue().join().areEqualWithHits();
                    assertThat(twins.summary().reclaim("writesAfterFree")).isZero();
                }));
    }

    private static Twins atTheLimit(Jdk jdk, String mode) {
        return Twins.run(
                () -> Proof.child(jdk)
                        .flags("-XX:MaxDirectMemorySize=16m")
                        .limit(Duration.ofSeconds(120))
                        .main(Limits.class, "65536", "65536"),
                "reclaim=" + mode);
    }
}
