package io.nowait.agent.it.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Collector;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.RunningJvm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** A program of claims, run on every JDK: one test for each claim, and one that nothing was said on the way. */
final class Proof {
    private Proof() {}

    /** A small child, by the collector that starts soonest. */
    static ChildJvm child(Jdk jdk) {
        return child(jdk, Collector.SERIAL);
    }

    private static ChildJvm child(Jdk jdk, Collector collector) {
        ChildJvm child = ChildJvm.of(jdk).flags("-Xmx256m", "-XX:TieredStopAtLevel=1", collector.flag());
        return jdk.feature() < 24
                ? child
                : child.flags("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
    }

    /** Runs it on all JDKs from that version on, side by side: the programs mostly wait. */
    static Stream<DynamicNode> of(int since, Class<?> program, UnaryOperator<ChildJvm> more) {
        return of(Collector.SERIAL, since, program, more);
    }

    /** The same under that collector. */
    static Stream<DynamicNode> of(Collector collector, int since, Class<?> program, UnaryOperator<ChildJvm> more) {
        Map<Jdk, RunningJvm> running = new LinkedHashMap<>();
        try {
            for (Jdk jdk : Jdks.onePerFeature()) {
                if (jdk.feature() >= since) {
                    running.put(
                            jdk, more.apply(child(jdk, collector)).main(program).start());
                }
            }
            List<DynamicNode> nodes = new ArrayList<>();
            running.forEach((jdk, jvm) -> nodes.add(dynamicContainer(jdk.toString(), tests(program, jvm.await()))));
            return nodes.stream();
        } finally {
            running.values().forEach(RunningJvm::close);
        }
    }

    private static Stream<DynamicTest> tests(Class<?> program, Finished run) {
        Stream<DynamicTest> claims = Claims.of(program).stream().map(claim -> held(claim.getName(), run));
        return Stream.concat(
                claims,
                Stream.of(dynamicTest(
                        "nothing is said",
                        () -> assertThat(run.stderr()).as(run.toString()).isEmpty())));
    }

    private static DynamicTest held(String claim, Finished run) {
        return dynamicTest(
                claim, () -> assertThat(run.lines()).as(run.toString()).contains(claim + Claims.HOLDS));
    }
}
