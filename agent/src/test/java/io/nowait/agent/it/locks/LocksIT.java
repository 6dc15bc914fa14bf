package io.nowait.agent.it.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.AgentJar;
import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No lock of nowait's that another thread holds delays an allocation or a free, whatever its outcome, but for a stall. */
class LocksIT {
    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void noLockHeldByAnotherThreadDelaysAnAllocation(Jdk jdk) {
        Finished ran = run(jdk);
        System.out.println(jdk + ": " + ran.stdout().replace("\n", " "));
        assertThat(ran.stdout()).endsWith("still=\n");
        for (String outcome : List.of("hit", "refill", "emergency", "fallback", "refused", "bypass", "waited")) {
            assertThat(number(ran, outcome)).as(outcome + " in " + ran).isPositive();
        }
        assertThat(number(ran, "stall") + number(ran, "failures"))
                .as(ran.toString())
                .isZero();
        assertThat(ran.stdout()).contains(" with 1 of java.util.concurrent", "slabs=true");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void oneWhoTakesALockIsSeenToStandStill(Jdk jdk) {
        assertThat(run(jdk, "control").stdout()).contains("still=BLOCKED at io.nowait.runtime.");
    }

    private static Finished run(Jdk jdk, String... control) {
        String virtual = String.valueOf(jdk.feature() >= 21);
        String[] arguments = Stream.concat(Stream.of(AgentJar.path().toString(), virtual), Stream.of(control))
                .toArray(String[]::new);
        return ChildJvm.of(jdk)
                .flags("-XX:MaxDirectMemorySize=32m")
                .agent("threads=all", "exhausted=refuse", "max=4m", "exclude=" + Foreign.class.getName())
                .main(LocksHeld.class, arguments)
                .run()
                .succeeded();
    }

    private static long number(Finished ran, String name) {
        Matcher matcher = Pattern.compile("(?m)^" + name + "=(\\d+)").matcher(ran.stdout());
        assertThat(matcher.find()).as(name + " in " + ran).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
