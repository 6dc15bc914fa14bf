package io.nowait.agent.it.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A miss wakes the worker of an idle JVM. {@code -Dwakes.requests=200} measures the p99. What is asserted is that requests do not wait
 * for the end of the worker's sleep, of which half would last longer than 32 ms.
 */
class WakesIT {
    private static final String REQUESTS = System.getProperty("wakes.requests", "30");

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aRefillAskedForInAnIdleJvmBeginsAtOnce(Jdk jdk) {
        String printed = ChildJvm.of(jdk)
                .agent()
                .limit(Duration.ofMinutes(5))
                .main(Wakes.class, REQUESTS)
                .run()
                .succeeded()
                .stdout();
        System.out.println(jdk + ": " + printed.trim());
        assertThat(micros(printed, "windowMedianMicros")).isPositive().isLessThan(16_000);
    }

    private static long micros(String text, String name) {
        Matcher matcher = Pattern.compile(name + "=(\\d+)").matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
