package io.nowait.agent.it.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.RunningJvm;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Idle memory goes back to the system: what is resident is measured, not what is counted. {@code -Dresident.trim=30} is the long
 * form, with trims as far apart as they are by default.
 */
@EnabledOnOs(OS.LINUX)
class ResidentIT {
    private static final int TRIM = Integer.getInteger("resident.trim", 1);
    private static final String PAUSE = String.valueOf(4 * TRIM + 1);
    private static final String ROUNDS = TRIM == 1 ? "2" : "4";
    private static final long MOST_MORE_KIB = 16 << 10;

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void twoHundredThreadsThatEachAllocatedOnceHoldLittle(Jdk jdk) {
        compare(jdk, "200", "1", "1", PAUSE, "0");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void afterEachOfManyBurstsTheMemoryIsGone(Jdk jdk) {
        compare(jdk, "20", "96", ROUNDS, PAUSE, "0");
    }

    private static void compare(Jdk jdk, String... arguments) {
        try (RunningJvm plain = child(jdk).main(Resident.class, arguments).start();
                RunningJvm ours = child(jdk)
                        .agent("trim=" + TRIM)
                        .main(Resident.class, arguments)
                        .start()) {
            List<Long> without = idle(plain.await().succeeded(), 1);
            Finished run = ours.await().succeeded();
            assertThat(run.stdout()).as("slabs are mappings").containsPattern("used \\d+ held \\d+ mappings [1-9]");
            List<Long> with = idle(run, 1);
            System.out.println(jdk + ": resident KiB when idle, plain " + without + ", nowait " + with
                    + ", of which the pool holds " + idle(run, 3));
            for (int round = 0; round < with.size(); round++) {
                assertThat(with.get(round)).isLessThanOrEqualTo(without.get(round) + MOST_MORE_KIB);
            }
        }
    }

    private static ChildJvm child(Jdk jdk) {
        // The C library maps each block by itself: else its heap's fragmentation, tens of MiB with twenty threads, is
        // what is compared.
        ChildJvm child = ChildJvm.of(jdk)
                .environment("MALLOC_ARENA_MAX", "1")
                .environment("MALLOC_MMAP_THRESHOLD_", "4096")
                .flags("-Xms128m", "-Xmx128m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch", "-Xss256k")
                .flags("-XX:MaxDirectMemorySize=1g")
                .limit(Duration.ofMinutes(15));
        return jdk.feature() >= 23 ? child.flags("--sun-misc-unsafe-memory-access=allow") : child;
    }

    private static List<Long> idle(Finished run, int word) {
        return run.lines().stream()
                .filter(line -> line.startsWith("idle "))
                .map(line -> Long.parseLong(line.split(" ")[word]))
                .toList();
    }
}
