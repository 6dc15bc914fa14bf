package io.nowait.agent.it.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With a heap of 96 MiB, and with little address space, the preset is small, and the program works as without the agent. */
@EnabledOnOs(OS.LINUX)
class SmallIT {
    private static final String ADDRESS_SPACE_KIB = "800000";

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aSmallHeapMeansASmallPool(Jdk jdk) {
        Finished plain = child(jdk)
                .main(Resident.class, "10", "40", "2", "0.5", "0")
                .run()
                .succeeded();
        assertThat(plain.stderr()).isEmpty();
        Finished ours = child(jdk)
                .agent("summary=stderr")
                .main(Resident.class, "10", "40", "2", "0.5", "0")
                .run()
                .succeeded();
        assertThat(ours.stderr())
                .containsPattern("\"preset\": \"small\", \"reason\": \"\\d+ bytes of heap\", \"max\": 2\\d{7},")
                .contains("\"thread\": 1048576,", "\"trimSeconds\": 10, \"collectSeconds\": 60}")
                .contains("\"errors\": 0");
        assertThat(held(ours)).isPositive().isLessThanOrEqualTo(28 << 10);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void whatIsGivenWins(Jdk jdk) {
        Finished ours = child(jdk)
                .agent("summary=stderr", "preset=server", "thread=2m", "max=20m", "class=5m", "collect=off")
                .main(Resident.class, "2", "8", "1", "0.1", "0")
                .run()
                .succeeded();
        assertThat(ours.stderr())
                .contains("\"sizing\": {\"preset\": \"server\", \"reason\": \"given\", \"max\": 20971520,"
                        + " \"thread\": 2097152, \"class\": 5242880, \"trimSeconds\": 30, \"collectSeconds\": 0}");
    }

    private static ChildJvm child(Jdk jdk) {
        ChildJvm child = ChildJvm.of(jdk)
                .limit(Duration.ofMinutes(5))
                .under("sh", "-c", "ulimit -v " + ADDRESS_SPACE_KIB + "; exec \"$@\"", "sh")
                .environment("MALLOC_ARENA_MAX", "2")
                .flags("-Xmx96m", "-XX:+UseSerialGC", "-Xss256k")
                .flags("-XX:CompressedClassSpaceSize=32m", "-XX:ReservedCodeCacheSize=48m");
        return jdk.feature() >= 23 ? child.flags("--sun-misc-unsafe-memory-access=allow") : child;
    }

    private static long held(Finished run) {
        return run.lines().stream()
                .mapToLong(line -> Long.parseLong(line.split(" ")[3]))
                .max()
                .orElseThrow();
    }
}
