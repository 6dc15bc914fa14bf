package io.nowait.agent.it.every;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.NowaitAgent;
import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.Source;
import io.nowait.agent.it.Summary;
import io.nowait.runtime.Nowait;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every class of the programs and libraries here, and of the JDK but {@code java.base}, verifies under the agent. */
class EveryClassIT {
    /** Classes that are known to have a site, one a library and one of the JDK's. */
    private static final String[] KNOWN = {
        "io.netty.util.internal.CleanerJava9",
        "io.netty.buffer.UnpooledDirectByteBuf",
        "tlschannel.DirectBufferAllocator",
        "org.apache.tomcat.util.buf.ByteBufferUtils",
        "com.github.luben.zstd.ZstdCompressCtx",
        "jdk.internal.net.http.HttpClientImpl$SSLDirectBufferSupplier"
    };

    @TempDir
    Path folder;

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void everyClassIsShownToTheAgentAndVerifiesAsWithoutIt(Jdk jdk) throws Exception {
        Path file = folder.resolve("summary.json");
        Path recorder = Source.jar(
                folder.resolve("recorder.jar"),
                Map.of("Premain-Class", Recorder.class.getName(), "Can-Retransform-Classes", "true"),
                Recorder.class);
        List<String> lines = child(jdk)
                .agent("summary=" + file)
                .flags("-javaagent:" + recorder)
                .run()
                .succeeded()
                .lines();
        Summary summary = Summary.take(file);
        List<String> unlinked = starting(lines, "unlinked ");
        String[] names =
                unlinked.stream().map(line -> line.split(" ")[0]).distinct().toArray(String[]::new);
        List<String> without = child(jdk, names).run().succeeded().lines();
        List<String> rewritten = starting(lines, "rewritten ");
        int shown = number(lines, "shown ");
        int linked = number(lines, "linked ");
        System.out.println(jdk + ": " + shown + " class files shown to the agent, " + rewritten.size()
                + " rewritten, " + summary.failed() + " failed, " + linked + " classes linked, " + names.length
                + " not, as without the agent");
        assertThat(summary.failed()).as(summary.json()).isZero();
        assertThat(starting(lines, "wrong ")).isEmpty();
        assertThat(unlinked).isEqualTo(starting(without, "unlinked "));
        assertThat(unlinked).noneMatch(line -> line.contains("VerifyError") || line.contains("ClassFormatError"));
        assertThat(rewritten).contains(KNOWN);
        assertThat(summary.rewritten()).isGreaterThanOrEqualTo(rewritten.size());
        assertThat(List.of(shown, linked)).allMatch(number -> number > 20_000);
    }

    private static ChildJvm child(Jdk jdk, String... names) {
        return ChildJvm.of(jdk)
                .flags("--add-modules=ALL-SYSTEM", "-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal")
                .flags("-XX:+BytecodeVerificationRemote", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .classPath(classPath())
                .limit(Duration.ofSeconds(300))
                .main(Linked.class, names);
    }

    /** That of these tests, without the agent and the runtime, which the child has from the finished jar. */
    private static Path[] classPath() {
        List<Path> own = List.of(origin(NowaitAgent.class), origin(Nowait.class));
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> !own.contains(entry))
                .toArray(Path[]::new);
    }

    private static Path origin(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toPath();
    }

    private static int number(List<String> lines, String prefix) {
        return Integer.parseInt(starting(lines, prefix).get(0));
    }

    private static List<String> starting(List<String> lines, String prefix) {
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }
}
