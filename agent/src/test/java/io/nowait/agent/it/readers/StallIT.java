package io.nowait.agent.it.readers;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.RunningJvm;
import io.nowait.agent.it.Summary;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A loop that keeps a grace period open for long is told; a JVM that stands still is not. */
class StallIT {
    private static final Pattern REPORT = Pattern.compile(
            "nowait: thread \"(.*)\" has announced no quiescent state for (\\d+) ms; (\\d+) bytes of freed memory wait,"
                    + " for it or for others\\R((?:    at .*\\R)+)");

    @TempDir
    Path folder;

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aLoopThatSleepsIsOneStallReportedWithItsStackAndAgainWhenItsSilenceHasDoubled(Jdk jdk) {
        Path file = folder.resolve("summary.json");
        Finished run = child(jdk, file).main(Stalling.class, "2").run().succeeded();
        List<MatchResult> reports = REPORT.matcher(run.stderr()).results().toList();
        assertThat(REPORT.matcher(run.stderr()).replaceAll(""))
                .as(run.toString())
                .isEmpty();
        assertThat(reports).as(run.toString()).hasSize(2).allSatisfy(report -> {
            assertThat(report.group(1)).isEqualTo("the loop that sleeps");
            assertThat(Long.parseLong(report.group(3))).isGreaterThanOrEqualTo(8192);
            assertThat(report.group(4)).contains("Stalling$Sleep.sleepUntilReported(Stalling.java:");
        });
        long first = Long.parseLong(reports.get(0).group(2));
        long second = Long.parseLong(reports.get(1).group(2));
        assertThat(first).isGreaterThanOrEqualTo(1000);
        assertThat(second).isGreaterThanOrEqualTo(2 * first);
        assertThat(run.lines()).containsExactly("asleep", "came back");
        assertSound(Summary.take(file), 1);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    @EnabledOnOs(OS.LINUX)
    void aJvmThatStandsStillForSecondsStallsNobody(Jdk jdk) throws Exception {
        Path file = folder.resolve("summary.json");
        try (RunningJvm running = child(jdk, file).main(Stalling.class, "0").start()) {
            running.awaitOutput("asleep");
            signal(running, "STOP");
            Thread.sleep(3_000);
            signal(running, "CONT");
            Finished run = running.await().succeeded();
            assertThat(run.lines()).containsExactly("asleep", "came back");
            assertThat(run.stderr()).isEmpty();
        }
        assertSound(Summary.take(file), 0);
    }

    private static ChildJvm child(Jdk jdk, Path summary) {
        return Proof.child(jdk).agent(Shared.OPTIONS, "summary=" + summary);
    }

    private static void assertSound(Summary summary, int stalls) {
        assertThat(summary.reclaim("stalls")).as(summary.json()).isEqualTo(stalls);
        assertThat(summary.reclaim("readers")).as(summary.json()).isEqualTo(2);
        assertThat(summary.reclaim("unwaited")).as(summary.json()).isZero();
        assertThat(summary.reclaim("quarantined")).as(summary.json()).isZero();
        assertThat(summary.errors()).as(summary.json()).isZero();
    }

    private static void signal(RunningJvm jvm, String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(jvm.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
