package io.nowait.agent.it.loading;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.nowait.agent.it.AgentJar;
import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.RunningJvm;
import io.nowait.agent.it.Served;
import io.nowait.agent.it.Source;
import io.nowait.agent.it.Summary;
import io.nowait.agent.it.Twins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes are rewritten and served wherever they come from, and whenever they came. */
class LoadersIT {
    private static final String KINDS = "io.nowait.agent.it.loading.Kinds";

    @TempDir
    Path folder;

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aBundleIsServedThoughItsLoaderDelegatesJavaPackagesOnly(Jdk jdk) throws Exception {
        Source.compile(folder.resolve("classes"), Map.of("bundled/Allocating.java", """
                        package bundled;
                        import java.nio.ByteBuffer;
                        import java.util.function.IntFunction;
                        public class Allocating implements IntFunction<ByteBuffer> {
                            @Override public ByteBuffer apply(int capacity) { return ByteBuffer.allocateDirect(capacity); }
                            public static IntFunction<ByteBuffer> reference() { return ByteBuffer::allocateDirect; }
                        }
                        """));
        Map<String, String> bundle =
                Map.of("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", "bundled", "Bundle-Version", "1.0.0");
        Path jar = Source.jar(folder.resolve("classes"), folder.resolve("bundle.jar"), bundle);
        Twins twins = Twins.run(
                        () -> ChildJvm.of(jdk).library(Felix.class).main(Osgi.class, jar.toString(), folder.toString()))
                .areEqualWithHits();
        assertThat(twins.agent().lines())
                .contains("the bundle finds the runtime: false", "the bundle finds itself: true");
        assertHits(twins.summary(), "bundled.Allocating.apply", "bundled.Allocating.reference");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aNamedModuleIsServed(Jdk jdk) throws Exception {
        Source.compile(
                folder.resolve("classes"),
                Map.of("module-info.java", "module app { exports app; }", "app/Main.java", """
                        package app;
                        import java.nio.ByteBuffer;
                        import java.util.concurrent.Callable;
                        import java.util.function.IntFunction;
                        public class Main {
                            public static void main(String[] none) throws Exception {
                                Class<?> served = Class.forName("io.nowait.agent.it.Served");
                                IntFunction<ByteBuffer> reference = ByteBuffer::allocateDirect;
                                Callable<ByteBuffer> byCall = () -> allocate(8192);
                                Callable<ByteBuffer> byReference = () -> reference.apply(8192);
                                System.out.println(served.getMethod("by", Callable.class).invoke(null, byCall));
                                System.out.println(served.getMethod("by", Callable.class).invoke(null, byReference));
                                System.out.println(Main.class.getModule());
                            }
                            static ByteBuffer allocate(int capacity) { return ByteBuffer.allocateDirect(capacity); }
                        }
                        """));
        Path jar = Source.jar(folder.resolve("classes"), folder.resolve("app.jar"), Map.of());
        Twins twins = Twins.run(() -> ChildJvm.of(jdk)
                        .library(Served.class)
                        .flags("--module-path", jar.toString())
                        .main("--module", "app/app.Main"))
                .areEqualWithHits();
        assertThat(twins.agent().stdout()).contains("module app");
        assertHits(twins.summary(), "app.Main.allocate", "app.Main.main");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aModuleOfThePlatformLoaderIsServed(Jdk jdk) throws Exception {
        Path keys = folder.resolve("keys.p12");
        String[] keytool = {
            Jdks.running().tool("keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "SAN=ip:127.0.0.1",
            "-storepass",
            "nowait",
            "-keystore",
            keys.toString()
        };
        Process made = new ProcessBuilder(keytool)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(made.waitFor()).isZero();
        Twins twins = Twins.run(() -> ChildJvm.of(jdk).main(Https.class, keys.toString()))
                .areEqualWithHits();
        assertHits(twins.summary(), "jdk.internal.net.http.HttpClientImpl$SSLDirectBufferSupplier.get");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void everyKindOfPlaceIsServedButStaticInitialisersAndSerializableReferences(Jdk jdk) throws Exception {
        Files.createFile(folder.resolve("go"));
        Twins twins = Twins.run(() ->
                        ChildJvm.of(jdk).main(Early.class, folder.resolve("go").toString()))
                .areEqualWithHits();
        assertKindsAreServed(twins.summary());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void classesLoadedBeforeTheAgentAreServedFromTheirNextCallOn(Jdk jdk) throws Exception {
        Path go = folder.resolve("go");
        Path file = folder.resolve("summary.json");
        ChildJvm child =
                ChildJvm.of(jdk).flags("-XX:+EnableDynamicAgentLoading").main(Early.class, go.toString());
        try (RunningJvm running = child.start()) {
            running.awaitOutput("ready");
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(running.pid()));
            machine.loadAgent(AgentJar.path().toString(), "summary=" + file);
            machine.detach();
            Files.createFile(go);
            Finished finished = running.await().succeeded();
            assertThat(finished.lines()).hasSize(7).endsWith("done");
            assertThat(finished.stderr()).isEmpty();
        }
        Summary summary = Summary.take(file);
        assertThat(summary.errors()).as(summary.json()).isZero();
        assertThat(summary.failed()).as(summary.json()).isZero();
        assertKindsAreServed(summary);
    }

    private static void assertKindsAreServed(Summary summary) {
        assertHits(
                summary,
                KINDS + "$Made.<init>",
                KINDS + ".lambda$lambda$0",
                KINDS + "$Face.inPrivate",
                KINDS + ".reference");
        assertThat(summary.bypassesBySite()).containsEntry(KINDS + "$Once.<clinit>", 1L);
        assertThat(summary.hitsBySite())
                .containsEntry(KINDS + "$Once.<clinit>", 0L)
                .doesNotContainKeys(KINDS + ".serializable", KINDS + ".$deserializeLambda$");
    }

    private static void assertHits(Summary summary, String... sites) {
        for (String site : sites) {
            assertThat(summary.hitsBySite().getOrDefault(site, 0L))
                    .as("hits of %s in %s", site, summary.json())
                    .isPositive();
        }
    }
}
