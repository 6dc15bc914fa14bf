package io.nowait.agent.it.flood;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A flood of frees against an event loop that stands still; {@code -Dflood.seconds=60} for the long form. */
class FloodIT {
    private static final String SECONDS = System.getProperty("flood.seconds", "5");
    private static final String LIMIT = "-XX:MaxDirectMemorySize=64m";

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void whatWaitsStaysUnderItsCapAndTheRightThreadIsNamed(Jdk jdk) {
        Finished plain = flood(jdk, false);
        assertThat(number(plain.stdout(), "refused")).isZero();
        Finished flooded = flood(jdk, true);
        System.out.println(jdk + ": " + flooded.stdout().trim());
        assertThat(number(flooded.stdout(), "refused")).isZero();
        assertThat(number(flooded.stdout(), "cap")).isEqualTo(8 << 20);
        assertThat(number(flooded.stdout(), "mostRetired")).isPositive().isLessThanOrEqualTo(8 << 20);
        assertThat(number(flooded.stdout(), "mostPending")).isLessThanOrEqualTo(8 << 20);
        assertThat(number(flooded.stdout(), "unwaited")).isPositive();
        assertThat(number(flooded.stdout(), "left")).isZero();
        assertThat(flooded.stderr())
                .contains("thread \"the-standing-loop\" has announced no quiescent state for ")
                .contains("io.nowait.agent.it.flood.Flood.loop(Flood.java:");
    }

    private static Finished flood(Jdk jdk, boolean agent) {
        ChildJvm child = ChildJvm.of(jdk).flags(LIMIT).limit(Duration.ofMinutes(5));
        if (jdk.feature() >= 23) {
            child.flags("--sun-misc-unsafe-memory-access=allow");
        }
        if (agent) {
            child.agent("pending=8m");
        }
        return child.main(Flood.class, agent ? SECONDS : "1").run().succeeded();
    }

    private static long number(String text, String name) {
        Matcher matcher = Pattern.compile("\\b" + name + "=(\\d+)").matcher(text);
        assertThat(matcher.find()).as(name + " in " + text).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
