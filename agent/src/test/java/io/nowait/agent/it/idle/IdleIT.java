package io.nowait.agent.it.idle;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A JVM that does nothing is left alone: the worker wakes at most ten times a second, or is not there at all. */
@EnabledOnOs(OS.LINUX)
class IdleIT {
    private static final String WORKER = "nowait-worker";

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theWorkerOfAnIdleJvmWakesAtMostTenTimesASecond(Jdk jdk) throws Exception {
        try (RunningJvm idle = ChildJvm.of(jdk).agent().main(Idle.class, "used").start()) {
            idle.awaitOutput("idle");
            Path worker =
                    threads(idle).stream().filter(IdleIT::isWorker).findFirst().orElseThrow();
            Thread.sleep(2_000); // to finish what the last allocations asked for
            long before = voluntarySwitches(worker);
            long began = System.nanoTime();
            Thread.sleep(5_000);
            long switches = voluntarySwitches(worker) - before;
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.println(jdk + ": the idle worker woke " + switches + " times in " + seconds + " s");
            assertThat((double) switches).isPositive().isLessThanOrEqualTo(10 * seconds);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aJvmWithoutACallSiteHasNoWorker(Jdk jdk) throws Exception {
        try (RunningJvm idle = ChildJvm.of(jdk).agent().main(Idle.class).start()) {
            idle.awaitOutput("idle");
            assertThat(threads(idle)).isNotEmpty().noneMatch(IdleIT::isWorker);
        }
    }

    private static List<Path> threads(RunningJvm jvm) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(jvm.pid()), "task"))) {
            return threads.toList();
        }
    }

    private static boolean isWorker(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).trim().equals(WORKER);
        } catch (IOException ended) {
            return false;
        }
    }

    private static long voluntarySwitches(Path thread) throws IOException {
        return Files.readAllLines(thread.resolve("status")).stream()
                .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).trim()))
                .findFirst()
                .orElseThrow();
    }
}
