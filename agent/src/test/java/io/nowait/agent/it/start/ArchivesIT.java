package io.nowait.agent.it.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.Served;
import io.nowait.agent.it.Source;
import io.nowait.agent.it.Summary;
import io.nowait.agent.it.loading.Invoke;
import io.nowait.agent.it.loading.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Archives of an application's classes stay in use under the agent, and what comes out of them is served.
 *
 * <p>Compared with a run under an agent that does nothing: with any agent JDK 25 complains that its own archive was made
 * without {@code java.instrument}, if an archive is named on the command line.
 */
class ArchivesIT {
    private static final String KINDS = Kinds.class.getName();
    private static final String[] CALLS = {KINDS + "#constructor", KINDS + "#lambda", KINDS + "#reference"};

    @TempDir
    Path folder;

    private Path jar;
    private Path otherAgent;
    private int run;

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    static List<Jdk> jdksWithAotCaches() {
        return jdks().stream().filter(jdk -> jdk.feature() >= 25).toList();
    }

    @BeforeEach
    void packAnApplicationAndAnotherAgent() throws Exception {
        jar = Source.jar(folder.resolve("app.jar"), Map.of(), Kinds.class, Invoke.class, Served.class);
        Path classes = folder.resolve("other");
        Source.compile(classes, Map.of("Other.java", "public class Other { public static void premain(String a) {} }"));
        otherAgent = Source.jar(classes, folder.resolve("other.jar"), Map.of("Premain-Class", "Other"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void classesOfADynamicArchiveStillComeFromIt(Jdk jdk) throws Exception {
        Path archive = folder.resolve("app.jsa");
        application(jdk).flags("-XX:ArchiveClassesAtExit=" + archive).run().succeeded();
        Loading other = load(application(jdk).flags("-XX:SharedArchiveFile=" + archive, otherAgent()));
        Path file = folder.resolve("summary.json");
        Loading agent =
                load(application(jdk).flags("-XX:SharedArchiveFile=" + archive).agent("summary=" + file));
        assertThat(other.from("shared objects file (top)")).contains(Served.class.getName(), KINDS + "$Made");
        // The JVM loads a class that it has changed from its file; the others must come from where they came before.
        Set<String> expected = other.from("shared objects file (top)");
        expected.removeAll(Set.of(KINDS, KINDS + "$Made", Invoke.class.getName()));
        assertThat(expected).isNotEmpty();
        assertThat(agent.from("shared objects file (top)")).containsAll(expected);
        assertSame(agent, other, Summary.take(file));
    }

    @ParameterizedTest
    @MethodSource("jdksWithAotCaches")
    void classesOfAnAotCacheStillComeFromItAndAreServed(Jdk jdk) throws Exception {
        Path cache = folder.resolve("app.aot");
        application(jdk)
                .flags("-XX:AOTCacheOutput=" + cache, "--add-modules=java.instrument")
                .run()
                .succeeded();
        String[] use = {"-XX:AOTCache=" + cache, "-XX:AOTMode=on"};
        Loading other = load(application(jdk).flags(use).flags(otherAgent()));
        Path file = folder.resolve("summary.json");
        Loading agent = load(application(jdk).flags(use).agent("summary=" + file));
        assertThat(other.from("shared objects file")).contains(Served.class.getName(), KINDS);
        assertThat(agent.from("shared objects file")).containsAll(other.from("shared objects file"));
        assertSame(agent, other, Summary.take(file));
    }

    private static void assertSame(Loading agent, Loading other, Summary summary) {
        assertThat(agent.stdout()).isEqualTo(other.stdout()).contains("constructor 8192", "reference 8192");
        assertThat(agent.finished().stderr()).isEqualTo(other.finished().stderr());
        assertThat(summary.failed()).as(summary.json()).isZero();
        assertThat(summary.errors()).as(summary.json()).isZero();
        for (String site : List.of("$Made.<init>", ".lambda$lambda$0", ".reference")) {
            assertThat(summary.hitsBySite().getOrDefault(KINDS + site, 0L))
                    .as("hits of %s in %s", site, summary.json())
                    .isPositive();
        }
    }

    private ChildJvm application(Jdk jdk) {
        return ChildJvm.of(jdk).classPath(jar).main(Invoke.class.getName(), CALLS);
    }

    private Loading load(ChildJvm child) throws IOException {
        Path log = folder.resolve("load" + run++ + ".txt");
        Finished finished =
                child.flags("-Xlog:class+load:file=" + log + ":none").run().succeeded();
        return new Loading(finished, Files.readAllLines(log));
    }

    private String otherAgent() {
        return "-javaagent:" + otherAgent;
    }

    /** A run, and the JVM's log of the classes that it loaded, one {@code NAME source: SOURCE} a line. */
    private record Loading(Finished finished, List<String> log) {

        /** What the run wrote, without the times of the JVM's own messages. */
        String stdout() {
            return finished.stdout().replaceAll("\\[\\d+\\.\\d+s]", "");
        }

        /** The application's classes from this source, without those that the JVM makes of lambdas. */
        Set<String> from(String source) {
            return log.stream()
                    .filter(line -> line.startsWith("io.nowait.agent.it."))
                    .filter(line -> line.endsWith(" source: " + source))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .filter(name -> !name.contains("$$"))
                    .collect(Collectors.toSet());
        }
    }
}
