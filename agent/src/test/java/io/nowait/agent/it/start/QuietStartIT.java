package io.nowait.agent.it.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.AgentJar;
import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Collector;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A start with the agent says nothing that a start without it does not; what goes wrong is said in one line. */
class QuietStartIT {
    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    static Stream<Arguments> jdksAndCollectors() {
        return jdks().stream()
                .flatMap(jdk -> Arrays.stream(Collector.values()).map(collector -> Arguments.of(jdk, collector)));
    }

    static Stream<Arguments> jdksAndBadOptions() {
        return jdks().stream()
                .flatMap(jdk -> Stream.of(
                        Arguments.of(jdk, "flor=4k", List.of("flor", "4k", "floor")),
                        Arguments.of(jdk, "floor=much", List.of("floor", "much", "0 to 1m")),
                        Arguments.of(jdk, "mode=fast", List.of("mode", "fast", "pool|off")),
                        Arguments.of(jdk, "share=2", List.of("share", "2", "0.0 to 1.0")),
                        Arguments.of(jdk, "summary", List.of("summary", "key=value"))));
    }

    @ParameterizedTest
    @MethodSource("jdksAndCollectors")
    void aNormalStartPrintsNothing(Jdk jdk, Collector collector) {
        Finished plain = hello(jdk).flags(collector.flag()).run();
        Finished agent = hello(jdk).flags(collector.flag()).agent().run();
        assertThat(plain.exit()).as(plain.toString()).isEqualTo(3);
        assertSame(agent, plain, "");
    }

    @ParameterizedTest
    @MethodSource("jdksAndBadOptions")
    void aBadOptionIsOneLineAndTheApplicationRunsOn(Jdk jdk, String option, List<String> named) {
        Finished agent = hello(jdk).agent(option).run();
        assertSame(agent, hello(jdk).run(), complaint(agent));
        assertThat(complaint(agent)).startsWith("nowait: not installed: ").contains(named);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aBadVariableIsOneLineAndTheApplicationRunsOn(Jdk jdk) {
        for (String name : List.of("NOWAIT_FLOOR", "NOWAIT_FLOR")) {
            Finished agent = hello(jdk).environment(name, "lots").agent().run();
            assertSame(agent, hello(jdk).run(), complaint(agent));
            assertThat(complaint(agent)).startsWith("nowait: not installed: ").contains(name, "lots", "allowed");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theAgentTwiceIsOneLine(Jdk jdk) {
        Finished agent = hello(jdk).agent().agent().run();
        assertSame(agent, hello(jdk).run(), complaint(agent));
        assertThat(complaint(agent)).startsWith("nowait: already installed");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theJarTellsItsOptionsAndItsVersion(Jdk jdk) {
        Finished help = jar(jdk, "--help").succeeded();
        assertThat(help.stdout()).contains("-javaagent:nowait.jar", "summary", "floor", "share", "NOWAIT_");
        Finished version = jar(jdk, "--version").succeeded();
        assertThat(version.lines()).hasSize(1);
        assertThat(version.stdout()).startsWith("nowait ").containsPattern("\\d+\\.\\d+\\.\\d+");
        assertThat(help.stderr() + version.stderr()).isEmpty();
        Finished wrong = jar(jdk, "--wrong");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.stderr()).contains("--wrong");
    }

    private static ChildJvm hello(Jdk jdk) {
        return ChildJvm.of(jdk).flags("-Xmx256m").main(Hello.class);
    }

    private static Finished jar(Jdk jdk, String argument) {
        return ChildJvm.of(jdk)
                .main("-jar", AgentJar.path().toString(), argument)
                .run();
    }

    /** The one line that the agent wrote, with its end. */
    private static String complaint(Finished run) {
        List<String> lines =
                run.stderr().lines().filter(line -> line.startsWith("nowait:")).toList();
        assertThat(lines).as(run.toString()).hasSize(1);
        return lines.get(0) + System.lineSeparator();
    }

    private static void assertSame(Finished agent, Finished plain, String complaint) {
        assertThat(agent.exit()).isEqualTo(plain.exit());
        assertThat(agent.stdout()).isEqualTo(plain.stdout());
        assertThat(agent.stderr()).isEqualTo(complaint + plain.stderr());
    }
}
