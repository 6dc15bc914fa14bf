package io.nowait.agent.it.readers;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.Summary;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mode strict finds writes to freed memory. */
class StrictIT {
    @TempDir
    Path folder;

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aWriteAfterAFreeIsReportedWithTheSitesThatAllocatedAndFreed(Jdk jdk) {
        Path file = folder.resolve("summary.json");
        Finished run = run(jdk, file, "late");
        String strict = Strict.class.getName().replace(".", "\\.");
        assertThat(run.stderr())
                .matches("nowait: written after free: byte 100 of a buffer of 8192, found 0x42; allocated at " + strict
                        + "\\.allocate:\\d+, freed\\R(    at .*\\R)+")
                .containsPattern("    at " + strict + "\\.release\\(Strict\\.java:\\d+\\)")
                .containsPattern("    at " + strict + "\\.main\\(Strict\\.java:\\d+\\)");
        assertThat(Summary.take(file).reclaim("writesAfterFree")).isOne();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void writesBeforeTheFreeAreNoMatter(Jdk jdk) {
        Path file = folder.resolve("summary.json");
        Finished run = run(jdk, file);
        assertThat(run.stderr()).isEmpty();
        Summary summary = Summary.take(file);
        assertThat(summary.reclaim("writesAfterFree")).isZero();
        assertThat(summary.errors()).isZero();
    }

    private static Finished run(Jdk jdk, Path summary, String... late) {
        Finished run = Proof.child(jdk)
                .agent(Shared.OPTIONS, "reclaim=strict", "summary=" + summary)
                .main(Strict.class, late)
                .run()
                .succeeded();
        assertThat(run.lines()).hasSize(2).endsWith("came back");
        return run;
    }
}
