package io.nowait.agent.it.copies;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.nowait.agent.it.AgentJar;
import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.RunningJvm;
import io.nowait.agent.it.Source;
import io.nowait.agent.it.Summary;
import io.nowait.runtime.DeferredFree;
import jakarta.annotation.PostConstruct;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Constants;

/**
 * An application's own copy of the runtime is a library by itself; under the agent it hands on to the agent's copy, wherever it
 * is loaded and whenever the agent comes, or refuses.
 */
class CopiesIT {
    private static final Path RUNTIME = ChildJvm.origin(DeferredFree.class);

    @TempDir
    Path folder;

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void withoutTheAgentACopyIsALibraryByItself(Jdk jdk) {
        Finished finished =
                assertLibrary(jdk, child(jdk).library(DeferredFree.class).main(Library.class, "idle"));
        assertThat(finished.lines())
                .endsWith(
                        "reclaims: true",
                        "reclaims when idle: false",
                        "reclaims again: true, 0 bytes",
                        "ends in a section: true");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void anAgentThatIsOffChangesNothing(Jdk jdk) {
        assertLibrary(
                jdk, child(jdk).agent("mode=off").library(DeferredFree.class).main(Library.class));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void onTheClassPathTheAgentsCopyComesFirst(Jdk jdk) {
        Path summary = folder.resolve("summary.json");
        Finished finished = child(jdk)
                .agent("summary=" + summary)
                .library(DeferredFree.class)
                .main(Reading.class)
                .run()
                .succeeded();
        assertThat(finished.lines())
                .startsWith("a copy of the application's own: false")
                .endsWith(withoutFirst(reading(jdk)));
        assertThat(finished.stderr()).isEmpty();
        Summary figures = Summary.take(summary);
        assertThat(figures.errors()).as(figures.json()).isZero();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aCopyUsedBeforeAnySiteDelegatesWhenThereIsOne(Jdk jdk) {
        Finished finished = child(jdk)
                .agent()
                .library(DeferredFree.class)
                .main(BeforeAnySite.class, folder.toString())
                .run()
                .succeeded();
        assertThat(finished.stderr()).isEmpty();
        assertThat(finished.lines())
                .startsWith("a section without a site: true", "the agent's copy is there: false")
                .containsSubsequence(reading(jdk))
                .endsWith("the agent's copy is there: true");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aCopyOfWhichTheAgentFindsTheInterfaceAloneDelegates(Jdk jdk) {
        Finished finished = child(jdk)
                .agent()
                .library(DeferredFree.class)
                .main(BeforeAnySite.class, folder.toString(), "unused")
                .run()
                .succeeded();
        assertThat(finished.stderr()).isEmpty();
        assertThat(finished.lines()).containsSubsequence(reading(jdk));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aCopyThatIsAModuleDelegates(Jdk jdk) throws Exception {
        Path classes = Source.copy(Files.createDirectories(folder.resolve("module")), Reading.class, Library.class);
        Map<String, String> module = Map.of(
                "module-info.java",
                "module reading { requires io.nowait.runtime; requires java.management; requires jdk.unsupported; }");
        Source.compile(classes, module, "--module-path", RUNTIME.toString());
        String path = Source.jar(classes, folder.resolve("reading.jar"), Map.of()) + ":" + RUNTIME;
        Finished finished = child(jdk)
                .agent()
                .flags("--module-path", path)
                .main("--module", "reading/" + Reading.class.getName())
                .run()
                .succeeded();
        assertThat(finished.lines()).isEqualTo(reading(jdk));
        assertThat(finished.stderr()).isEmpty();
        assertLibrary(
                jdk, child(jdk).flags("--module-path", path).main("--module", "reading/" + Library.class.getName()));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aCopyInAWebApplicationDelegatesAndGoesWithIt(Jdk jdk) throws Exception {
        Path app = folder.resolve("app");
        Source.copy(Files.createDirectories(app.resolve("WEB-INF/classes")), Reading.class, ReadingServlet.class);
        Files.copy(RUNTIME, Files.createDirectories(app.resolve("WEB-INF/lib")).resolve("nowait-runtime.jar"));
        Finished finished = child(jdk)
                .agent()
                .flags("-Djava.util.logging.config.file=" + folder.resolve("absent"))
                .library(Connector.class, PostConstruct.class)
                .main(WebApp.class, app.toString(), folder.toString())
                .run()
                .succeeded();
        assertThat(finished.lines())
                .startsWith(reading(jdk).toArray(String[]::new))
                .endsWith("loader: ParallelWebappClassLoader", "loader after undeployment: null");
        assertThat(finished.stderr()).doesNotContain("nowait");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aCopyInABundleDelegates(Jdk jdk) throws Exception {
        Finished finished =
                bundled(child(jdk).agent(), RUNTIME, Reading.class).run().succeeded();
        assertThat(finished.lines())
                .startsWith(reading(jdk).toArray(String[]::new))
                .endsWith("loader: its own");
        assertThat(finished.stderr()).isEmpty();
        assertLibrary(jdk, bundled(child(jdk), RUNTIME, Library.class));
    }

    /** A child that runs a class in a bundle that has that copy of the runtime. */
    private ChildJvm bundled(ChildJvm child, Path runtime, Class<?> main) throws Exception {
        Path classes = Source.copy(
                Files.createTempDirectory(folder, "bundle"), Reading.class, Library.class, OtherVersion.class);
        Files.copy(runtime, classes.resolve("nowait-runtime.jar"));
        Map<String, String> manifest = Map.of(
                Constants.BUNDLE_MANIFESTVERSION, "2",
                Constants.BUNDLE_SYMBOLICNAME, "reading",
                Constants.BUNDLE_CLASSPATH, ".,nowait-runtime.jar");
        Path bundle = Source.jar(classes, folder.resolve(classes.getFileName() + ".jar"), manifest);
        return child.library(Felix.class).main(Bundled.class, bundle.toString(), folder.toString(), main.getName());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aCopyHandsOverToAnAgentThatComesLater(Jdk jdk) throws Exception {
        Path go = folder.resolve("go");
        ChildJvm child = child(jdk)
                .flags("-XX:+EnableDynamicAgentLoading")
                .library(DeferredFree.class)
                .main(Attached.class, go.toString());
        Finished finished = attach(child, go).succeeded();
        assertThat(finished.lines())
                .containsExactly(
                        "ready",
                        "torn: 0 of many",
                        "intact in a section from before: true",
                        "synchronize in a section from before: IllegalStateException",
                        "reused after it: true");
        // On a slow machine the section is a stall.
        assertThat(finished.stderr()).doesNotContain("goes on by itself", "could not", "Exception");
    }

    private static Finished attach(ChildJvm child, Path go) throws Exception {
        try (RunningJvm running = child.start()) {
            running.awaitOutput("ready");
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(running.pid()));
            machine.loadAgent(AgentJar.path().toString());
            machine.detach();
            Files.createFile(go);
            return running.await();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aCopyOfAnotherVersionRefusesEachCall(Jdk jdk) throws Exception {
        Path other = OtherVersions.patch(RUNTIME, folder.resolve("other.jar"), 999);
        assertRefusals(bundled(child(jdk).agent(), other, OtherVersion.class), " version 999 ", " version 1 ");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void anAgentOfAnotherVersionIsRefusedAtEachCall(Jdk jdk) throws Exception {
        Path newer = OtherVersions.patch(AgentJar.path(), folder.resolve("newer.jar"), 2);
        assertRefusals(
                bundled(child(jdk).flags("-javaagent:" + newer), RUNTIME, OtherVersion.class),
                " version 1 ",
                " version 2 ");
        Path older = OtherVersions.patch(AgentJar.path(), folder.resolve("older.jar"), 0);
        assertRefusals(
                bundled(child(jdk).flags("-javaagent:" + older), RUNTIME, OtherVersion.class),
                " version 1 ",
                "NoSuchMethodException");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aCopyOfAnotherVersionThatIsInUseWhenTheAgentComesGoesOnByItselfAndThatIsSaid(Jdk jdk) throws Exception {
        Path other = OtherVersions.patch(RUNTIME, folder.resolve("other.jar"), 999);
        Finished finished = child(jdk)
                .agent()
                .classPath(other)
                .main(BeforeAnySite.class, folder.toString())
                .run();
        assertThat(finished.stderr()).contains("nowait: ", "goes on by itself", "version 999", "version 1 ");
    }

    private static String[] withoutFirst(List<String> lines) {
        return lines.subList(1, lines.size()).toArray(String[]::new);
    }

    private static void assertRefusals(ChildJvm child, String... versions) {
        Finished finished = child.run().succeeded();
        assertThat(finished.lines())
                .filteredOn(line -> !line.startsWith("loader"))
                .hasSize(8)
                .allSatisfy(line -> assertThat(line)
                        .contains("throws java.lang.IllegalStateException: ")
                        .contains(versions));
        assertThat(finished.stderr()).isEmpty();
    }

    private static Finished assertLibrary(Jdk jdk, ChildJvm child) {
        Finished finished = child.run().succeeded();
        List<String> sections = List.of(
                "retired, in a section: 3145728 bytes, 17", "retired, after it: 0 bytes", "retired again: 0 bytes");
        List<String> expected = new ArrayList<>(sections);
        if (jdk.feature() >= 21) {
            expected.addAll(sections);
        }
        expected.addAll(List.of(
                "synchronized in another's section: false",
                "synchronized after it: true",
                "synchronize in a section: IllegalStateException",
                "barrier in a section: IllegalStateException",
                "close by another thread: IllegalStateException",
                "retire a view: IllegalArgumentException",
                "retire a heap buffer: IllegalArgumentException"));
        assertThat(finished.lines()).startsWith(expected.toArray(String[]::new)).contains("ends in a section: true");
        assertThat(finished.stderr()).isEmpty();
        return finished;
    }

    /** What {@link Reading} prints. */
    private static List<String> reading(Jdk jdk) {
        List<String> expected = new ArrayList<>(List.of(
                "a copy of the application's own: true",
                "reused without a section: true",
                "freed, intact in a section: true",
                "freed, reused after it: true",
                "retired, intact in a section: true",
                "retired, reused after it: true"));
        if (jdk.feature() >= 21) {
            expected.add("freed, a virtual thread reads, intact in a section: true");
            expected.add("freed, a virtual thread reads, reused after it: true");
        }
        expected.addAll(List.of(
                "synchronize in a section: IllegalStateException",
                "barrier in a section: IllegalStateException",
                "close by another thread: IllegalStateException",
                "retire a view: IllegalArgumentException",
                "retire a heap buffer: IllegalArgumentException",
                "retire again: nothing",
                "done"));
        return expected;
    }

    private static ChildJvm child(Jdk jdk) {
        ChildJvm child = ChildJvm.of(jdk).flags("-Xmx256m");
        // Else the JVM warns, once, of the only way there is to free a buffer.
        return jdk.feature() < 24 ? child : child.flags("--sun-misc-unsafe-memory-access=allow");
    }
}
