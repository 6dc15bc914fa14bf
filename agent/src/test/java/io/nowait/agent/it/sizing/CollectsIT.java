package io.nowait.agent.it.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.RunningJvm;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A garbage collection is asked for when dropped buffers are the reason for a shortage, once, by a thread of its own; and only then. */
class CollectsIT {
    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void oneCollectionIsAskedForIfItHelps(Jdk jdk) {
        try (RunningJvm dropping = child(jdk, "drop", "until", "collect=60");
                RunningJvm holding = child(jdk, "hold", "never", "collect=60");
                RunningJvm off = child(jdk, "drop", "never", "collect=off");
                RunningJvm refusing = child(jdk, "drop", "until", "collect=1", "-XX:+DisableExplicitGC")) {
            // The limit is reached again at once, and then the interval holds.
            assertThat(said(dropping))
                    .containsPattern("served again [1-9]\\d\\d+, called by \\[nowait-collect\\],")
                    .contains("collections=1, collectionsInVain=0]");
            assertThat(said(holding)).contains("called by [],").contains("collections=0, collectionsInVain=0]");
            assertThat(said(off)).contains("called by [],").contains("collections=0, collectionsInVain=0]");
            // Nor is it asked for again where the JVM does not collect when asked.
            assertThat(said(refusing)).contains("called by [],").contains("collections=1, collectionsInVain=1]");
        }
    }

    private static RunningJvm child(Jdk jdk, String what, String until, String collect, String... flags) {
        ChildJvm child = ChildJvm.of(jdk)
                .agent("threads=all", "exhausted=refuse", collect)
                .flags("-XX:MaxDirectMemorySize=32m", "-Xmx128m", "-Xmn64m", "-XX:+UseSerialGC")
                .flags(flags)
                .main(Collects.class, what, until);
        return (jdk.feature() >= 23 ? child.flags("--sun-misc-unsafe-memory-access=allow") : child).start();
    }

    private static String said(RunningJvm child) {
        return child.await().succeeded().stdout();
    }
}
