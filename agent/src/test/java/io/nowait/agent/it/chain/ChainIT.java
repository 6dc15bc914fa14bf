package io.nowait.agent.it.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.Summary;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of an allocation when there is no run, and then when the direct limit is reached, by context and policy. */
class ChainIT {
    private static final long LIMIT = 16 << 20;
    private static final String MESSAGE =
            "Cannot reserve 65536 bytes of direct buffer memory \\(allocated: \\d+, limit: 16777216\\)";

    @TempDir
    Path folder;

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    private Summary exhaust(Jdk jdk, boolean wholeLimit, String... options) {
        Path summary = folder.resolve("summary.json");
        String[] all = new String[options.length + 1];
        all[0] = "summary=" + summary;
        System.arraycopy(options, 0, all, 1, options.length);
        Finished run = ChildJvm.of(jdk)
                .flags("-Xmx64m", "-XX:MaxDirectMemorySize=" + LIMIT)
                .agent(all)
                .main(Exhausting.class)
                .run();
        assertThat(run.exit()).as(run.toString()).isZero();
        assertThat(run.stderr()).isEmpty();
        assertThat(run.lines())
                .hasSize(2)
                .allMatch(line -> line.matches("\\d+ bytes, then " + MESSAGE), "end as the JDK's do: " + run.lines());
        if (wholeLimit) {
            assertThat(run.lines()).allMatch(line -> line.startsWith(LIMIT + " bytes"), "reach the limit: " + run.lines());
        }
        Summary figures = Summary.take(summary);
        assertThat(figures.errors()).as(figures.json()).isZero();
        return figures;
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aThreadThatMayNotWaitReachesTheJdksCallLast(Jdk jdk) {
        Summary figures = exhaust(jdk, true, "threads=all");
        assertThat(figures.outcome("fallback")).as(figures.json()).isPositive();
        assertThat(figures.outcome("emergency")).as(figures.json()).isPositive();
        assertThat(figures.outcome("stall")).as(figures.json()).isGreaterThanOrEqualTo(2);
        assertThat(figures.outcome("refused")).isZero();
        assertThat(figures.json())
                .containsPattern("\"longest\": \\[\\{\"thread\": \"main\", \"site\": \"[^\"]*Exhausting.fill:\\d+\","
                        + " \"micros\": \\d{5,}, \"stack\": \\[\"java.base/java.nio.Bits.reserveMemory[^]]*Exhausting.fill\\(");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void orIsRefused(Jdk jdk) {
        Summary figures = exhaust(jdk, false, "threads=all", "exhausted=refuse");
        assertThat(figures.outcome("fallback")).as(figures.json()).isPositive();
        assertThat(figures.outcome("emergency")).as(figures.json()).isPositive();
        assertThat(figures.outcome("refused")).as(figures.json()).isEqualTo(2);
        assertThat(figures.outcome("stall")).as(figures.json()).isZero();
        assertThat(figures.json()).contains("\"stalls\": {\"count\": 0,");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void oneThatMayWaitStallsAsWithoutTheAgent(Jdk jdk) {
        Summary figures = exhaust(jdk, true, "exhausted=refuse");
        assertThat(figures.outcome("fallback")).as(figures.json()).isPositive();
        assertThat(figures.outcome("stall")).as(figures.json()).isGreaterThanOrEqualTo(2);
        assertThat(figures.outcome("emergency") + figures.outcome("refused")).isZero();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aStallOfCodeThatIsNotRewrittenIsSeenToo(Jdk jdk) {
        Summary figures = exhaust(jdk, true, "exclude=" + Exhausting.class.getName());
        assertThat(figures.outcome("stall") + figures.outcome("fallback")).isZero();
        assertThat(figures.json())
                .containsPattern("\"longest\": \\[\\{\"thread\": \"main\", \"site\": \"\", \"micros\": \\d{5,},"
                        + " \"stack\": \\[\"java.base/java.nio.Bits.reserveMemory[^]]*Exhausting.fill\\(");
    }
}
