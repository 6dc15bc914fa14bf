package io.nowait.agent.it.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.Summary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What threads and sites get at the limit by the option {@code exhausted}: those that it names, and the others. */
class ExhaustedIT {
    private static final String NAMED = "loop-named|*.AtTheLimit::namedSite*|<java.lang.BaseVirtualThread";

    @TempDir
    Path folder;

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    private Summary run(Jdk jdk, String word) {
        Path file = folder.resolve("summary.json");
        Finished finished = ChildJvm.of(jdk)
                .flags("-Xmx64m", "-XX:MaxDirectMemorySize=4m", "-XX:+UseSerialGC")
                .agent("summary=" + file, "nonblocking=loop-*", "emergency=0", "exhausted=" + word + ":" + NAMED)
                .main(AtTheLimit.class)
                .run()
                .succeeded();
        assertThat(finished.stdout() + finished.stderr()).isEmpty();
        Summary summary = Summary.take(file);
        assertThat(summary.errors()).as(summary.json()).isZero();
        return summary;
    }

    private static void assertOutcome(Summary summary, String outcome, String... sites) {
        for (String site : sites) {
            String at = AtTheLimit.class.getName() + "." + site;
            Map<String, Long> outcomes = summary.outcomes(at);
            outcomes.values().removeIf(count -> count == 0);
            assertThat(outcomes).as(at).isEqualTo(Map.of(outcome, 1L));
        }
    }

    private static void assertShown(Jdk jdk, Summary summary, String named, String others) {
        String at = AtTheLimit.class.getName() + ".";
        Map<String, String> shown = summary.exhausted();
        boolean carriers =
                shown.keySet().removeIf(name -> name.startsWith("ForkJoinPool") && shown.containsValue(named));
        assertThat(carriers).isEqualTo(jdk.feature() >= 21);
        assertThat(shown)
                .as(summary.json())
                .isEqualTo(Map.of(
                        "loop-named",
                        named,
                        "loop-other",
                        others,
                        at + "namedSite",
                        named,
                        at + "namedSiteByMain",
                        named));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void thoseNamedAreRefusedAtOnceAndTheOthersStall(Jdk jdk) {
        Summary summary = run(jdk, "refuse");
        assertOutcome(summary, "refused", "onNamedThread", "namedSite");
        assertOutcome(summary, "stall", "onOtherThread", "otherSite", "namedSiteByMain");
        if (jdk.feature() >= 21) {
            assertOutcome(summary, "refused", "onVirtualThread");
        }
        assertShown(jdk, summary, "refuse", "stall");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void thoseNamedStallAndTheOthersAreRefusedAtOnceIfTheyMayNotWait(Jdk jdk) {
        Summary summary = run(jdk, "stall");
        assertOutcome(summary, "stall", "onNamedThread", "namedSite", "namedSiteByMain");
        assertOutcome(summary, "refused", "onOtherThread", "otherSite");
        if (jdk.feature() >= 21) {
            assertOutcome(summary, "stall", "onVirtualThread");
        }
        assertShown(jdk, summary, "stall", "refuse");
    }
}
