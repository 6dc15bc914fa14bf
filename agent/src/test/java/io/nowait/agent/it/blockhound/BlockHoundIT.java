package io.nowait.agent.it.blockhound;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.blockhound.BlockHound;

/**
 * BlockHound, as it is, watches threads that allocate with every outcome but {@code stall}: it finds no blocking call. It sees parks,
 * sleeps, and input and output, not monitors.
 */
class BlockHoundIT {
    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void noOutcomeButAStallBlocks(Jdk jdk) {
        Finished ran = run(jdk);
        System.out.println(jdk + ": " + ran.stdout().replace("\n", " "));
        for (String outcome : List.of("hit", "refill", "emergency", "fallback", "refused", "bypass", "retired")) {
            assertThat(number(ran, outcome)).as(outcome + " in " + ran).isPositive();
        }
        assertThat(number(ran, "lent")).as("not freed, of " + ran).isZero();
        assertThat(number(ran, "stall")).as(ran.toString()).isZero();
        assertThat(number(ran, "found")).as(ran.toString()).isZero();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aSleepIsFound(Jdk jdk) {
        Finished ran = run(jdk, "control");
        assertThat(number(ran, "found")).as(ran.toString()).isPositive();
        assertThat(ran.stdout()).contains("Outcomes.sleep(Outcomes.java:");
    }

    private static Finished run(Jdk jdk, String... arguments) {
        ChildJvm child = ChildJvm.of(jdk)
                .flags("-XX:MaxDirectMemorySize=32m", "-XX:+AllowRedefinitionToAddDeleteMethods")
                .agent("threads=all", "exhausted=refuse", "max=4m", "exclude=" + Ballast.class.getName())
                .library(BlockHound.class)
                .main(Outcomes.class, arguments);
        if (jdk.feature() >= 21) {
            child.flags("-XX:+EnableDynamicAgentLoading");
        }
        if (jdk.feature() >= 23) {
            child.flags("--sun-misc-unsafe-memory-access=allow");
        }
        return child.run().succeeded();
    }

    private static long number(Finished ran, String name) {
        Matcher matcher = Pattern.compile("(?m)^" + name + "=(\\d+)").matcher(ran.stdout());
        assertThat(matcher.find()).as(name + " in " + ran).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
