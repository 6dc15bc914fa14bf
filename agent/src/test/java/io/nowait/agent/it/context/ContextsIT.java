package io.nowait.agent.it.context;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.resolver.AddressResolver;
import io.netty.util.concurrent.Future;
import io.nowait.agent.it.AgentJar;
import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.RunningJvm;
import io.nowait.agent.it.Summary;
import io.nowait.runtime.NonBlockingThreads;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which threads and sites may not wait, and why, as the summary shows it. */
class ContextsIT {
    private static final String BLOCKING = "blocking";

    @TempDir
    Path folder;

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    static List<Jdk> jdksWithVirtualThreads() {
        return jdks().stream().filter(jdk -> jdk.feature() >= 21).toList();
    }

    private static ChildJvm child(Jdk jdk) {
        ChildJvm child = ChildJvm.of(jdk).flags("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
        return jdk.feature() < 24
                ? child
                : child.flags("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
    }

    private Path file() {
        return folder.resolve("summary.json");
    }

    private Summary run(ChildJvm child, Class<?> program, String... options) {
        Finished finished = child.agent(
                        "summary=" + file() + (options.length == 0 ? "" : "," + String.join(",", options)))
                .main(program)
                .run()
                .succeeded();
        assertThat(finished.stderr()).isEmpty();
        Summary summary = Summary.take(file());
        assertThat(summary.errors()).as(summary.json()).isZero();
        return summary;
    }

    private static ChildJvm withService(ChildJvm child, Path folder) throws Exception {
        Path file = folder.resolve("META-INF/services/" + NonBlockingThreads.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, Known.class.getName());
        return child.library(NonBlockingThreads.class).classPath(folder);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void threadsAndMethodsOfAnApplication(Jdk jdk) throws Exception {
        String byClass = Plain.Loop.class.getName();
        Summary summary = run(
                withService(child(jdk), folder.resolve("services")),
                Plain.class,
                "nonblocking=I/O loop *|<" + byClass + "|*.Plain::byOpt*");
        assertThat(summary.threads())
                .as(summary.json())
                .contains(
                        entry("main", BLOCKING),
                        entry("plain", BLOCKING),
                        entry("selected", BLOCKING),
                        entry("selecting", "selector loop"),
                        entry("I/O loop 1", "option nonblocking=I/O loop *"),
                        entry("by class", "option nonblocking=<" + byClass),
                        entry("integrated", Known.class.getName()));
        assertThat(summary.reasonsBySite())
                .as(summary.json())
                .isEqualTo(Map.of(
                        Plain.class.getName() + ".annotated",
                        "@io.nowait.runtime.NonBlocking",
                        Plain.class.getName() + ".byOption",
                        "option nonblocking"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void withoutTheRuntimeOnItsClassPathAnAnnotationSaysTheSame(Jdk jdk) {
        Summary summary = run(child(jdk), Plain.class);
        assertThat(summary.reasonsBySite()).containsOnlyKeys(Plain.class.getName() + ".annotated");
        assertThat(summary.threads()).contains(entry("I/O loop 1", BLOCKING), entry("integrated", BLOCKING));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void inTheTestModeNoThreadMayWait(Jdk jdk) {
        Summary summary = run(child(jdk), Plain.class, "threads=all");
        assertThat(summary.threads()).containsKeys("main", "plain", "selected");
        assertThat(summary.threads().values()).containsOnly("option threads=all");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void nettysEventLoopsAndItsExecutorsForTasksThatWait(Jdk jdk) {
        Summary summary =
                run(child(jdk).library(Channel.class, ByteBuf.class, Future.class, AddressResolver.class), Netty.class);
        assertThat(summary.threads())
                .as(summary.json())
                .contains(
                        entry("local", "Netty's event loop"),
                        entry("nio", "Netty's event loop"),
                        entry("tasks", BLOCKING));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void reactorsAndVertxsThreadsForTasksThatDoNotWaitAndForThoseThatDo(Jdk jdk) {
        Summary summary = run(
                child(jdk).classPath(libraries("netty", "vertx", "jackson", "reactor-core", "reactive-streams")),
                Frameworks.class);
        assertThat(summary.threads())
                .as(summary.json())
                .contains(
                        entry("parallel-1", "Reactor's NonBlocking"),
                        entry("elastic-1", BLOCKING),
                        entry("vert.x-eventloop-thread-0", "Vert.x's event loop"),
                        entry("vert.x-worker-thread-0", BLOCKING));
    }

    private static Path[] libraries(String... names) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Stream.of(names).anyMatch(entry::contains))
                .map(Path::of)
                .toArray(Path[]::new);
    }

    @ParameterizedTest
    @MethodSource("jdksWithVirtualThreads")
    void carriersOfVirtualThreads(Jdk jdk) {
        Map<String, String> threads = run(child(jdk), Virtual.class).threads();
        threads.keySet().removeIf(name -> !name.startsWith("ForkJoinPool-1-worker-"));
        assertThat(threads.values()).isNotEmpty().containsOnly("carrier of virtual threads");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void anAnnotationInAClassThatWasLoadedBeforeTheAgent(Jdk jdk) throws Exception {
        Path go = folder.resolve("go");
        ChildJvm child = child(jdk)
                .flags("-XX:+EnableDynamicAgentLoading")
                .library(NonBlockingThreads.class)
                .main(LoadedBefore.class, go.toString());
        try (RunningJvm running = child.start()) {
            running.awaitOutput("ready");
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(running.pid()));
            machine.loadAgent(AgentJar.path().toString(), "summary=" + file());
            machine.detach();
            Files.createFile(go);
            running.await().succeeded();
        }
        Summary summary = Summary.take(file());
        assertThat(summary.reasonsBySite())
                .as(summary.json())
                .isEqualTo(Map.of(LoadedBefore.class.getName() + ".annotated", "@io.nowait.runtime.NonBlocking"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aServiceThatCannotBeMadeIsSaidAndTheRestGoesOn(Jdk jdk) throws Exception {
        // Without the runtime's interface it has no supertype.
        Path services = folder.resolve("services");
        withService(child(jdk), services);
        Finished finished = child(jdk)
                .classPath(services)
                .agent("summary=" + file())
                .main(Plain.class)
                .run()
                .succeeded();
        assertThat(finished.stderr().lines())
                .singleElement()
                .asString()
                .startsWith("nowait: " + Known.class.getName() + ", named as a service, is ignored where it fails: ");
        assertThat(Summary.take(file()).threads()).containsEntry("integrated", BLOCKING);
    }
}
