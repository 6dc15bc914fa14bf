package io.nowait.agent.it.every;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.NowaitAgent;
import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.Summary;
import io.nowait.runtime.Nowait;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every class of the programs and libraries here, and of the JDK but {@code java.base}, can be rewritten. */
class EveryClassIT {
    /** Classes that are known to have a site, one a library and one of the JDK's. */
    private static final String[] KNOWN = {
        "io/netty/util/internal/CleanerJava9",
        "io/netty/buffer/UnpooledDirectByteBuf",
        "tlschannel/DirectBufferAllocator",
        "org/apache/tomcat/util/buf/ByteBufferUtils",
        "com/github/luben/zstd/ZstdCompressCtx",
        "jdk/internal/net/http/HttpClientImpl$SSLDirectBufferSupplier"
    };

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void everyClassFileGoesThroughTheTransformerAndVerifies(Jdk jdk) {
        List<String> lines = child(jdk, Transformed.class).agent().run().succeeded().lines();
        List<String> rewritten = starting(lines, "rewritten ");
        List<String> wrong = starting(lines, "wrong ");
        int scanned = Integer.parseInt(starting(lines, "scanned ").get(0));
        System.out.println(jdk + ": " + scanned + " class files scanned, " + rewritten.size() + " rewritten, "
                + wrong.size() + " wrong");
        assertThat(wrong).isEmpty();
        assertThat(rewritten).contains(KNOWN);
        assertThat(scanned).isGreaterThan(20_000);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theJvmLinksWithTheAgentWhatItLinksWithoutIt(Jdk jdk, @TempDir Path folder) {
        Path file = folder.resolve("summary.json");
        List<String> lines = child(jdk, Linked.class)
                .agent("summary=" + file)
                .run()
                .succeeded()
                .lines();
        Summary summary = Summary.take(file);
        List<String> unlinked = starting(lines, "unlinked ");
        String[] names = unlinked.stream().map(line -> line.split(" ")[0]).distinct().toArray(String[]::new);
        List<String> without = child(jdk, Linked.class, names).run().succeeded().lines();
        int linked = Integer.parseInt(starting(lines, "linked ").get(0));
        System.out.println(jdk + ": " + linked + " classes linked with the agent, " + summary.rewritten() + " rewritten, "
                + names.length + " not linked");
        assertThat(unlinked).isEqualTo(starting(without, "unlinked "));
        assertThat(unlinked).noneMatch(line -> line.contains("VerifyError") || line.contains("ClassFormatError"));
        assertThat(linked).isGreaterThan(20_000);
        assertThat(summary.rewritten()).isGreaterThanOrEqualTo(KNOWN.length);
        assertThat(summary.failed()).as(summary.json()).isZero();
    }

    private static ChildJvm child(Jdk jdk, Class<?> program, String... arguments) {
        return ChildJvm.of(jdk)
                .flags("--add-modules=ALL-SYSTEM", "-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal")
                .flags("-XX:+BytecodeVerificationRemote", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .classPath(classPath())
                .limit(Duration.ofSeconds(300))
                .main(program, arguments);
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

    private static List<String> starting(List<String> lines, String prefix) {
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }
}
