package io.nowait.agent.it.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.Twins;
import jakarta.annotation.PostConstruct;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tlschannel.TlsChannel;

/** Unmodified libraries work under the agent as they do without it, and their buffers come from the reserves. */
class LibrariesIT {
    @TempDir
    static Path folder;

    @BeforeAll
    static void makeAKeyStore() throws Exception {
        Process keytool = new ProcessBuilder(
                        Jdks.running().tool("keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storepass",
                        "nowait",
                        "-keystore",
                        folder.resolve("keys.p12").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    static Stream<Arguments> jdksAndThreads() {
        return jdks().stream()
                .flatMap(jdk -> Stream.of("platform", "virtual")
                        .filter(threads -> threads.equals("platform") || jdk.feature() >= 21)
                        .map(threads -> Arguments.of(jdk, threads)));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void tomcatAnswersFromPooledSocketBuffers(Jdk jdk) {
        Twins twins = Twins.run(() -> child(jdk)
                        .flags("-Djava.util.logging.config.file=" + folder.resolve("absent"))
                        .library(Connector.class, PostConstruct.class)
                        .main(Tomcat.class, folder.toString()))
                .areEqualWithHits();
        assertHits(twins, "org.apache.tomcat.util.net.SocketBufferHandler.<init>");
    }

    @ParameterizedTest
    @MethodSource("jdksAndThreads")
    void tlsChannelEchoesThroughPooledBuffers(Jdk jdk, String threads) {
        Twins twins = Twins.run(() -> child(jdk)
                        .library(TlsChannel.class)
                        .main(TlsEcho.class, folder.resolve("keys.p12").toString(), threads))
                .areEqualWithHits();
        assertHits(twins, "tlschannel.DirectBufferAllocator.allocate");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void zstdCompressesFromAndIntoPooledBuffers(Jdk jdk) {
        Twins twins = Twins.run(() -> child(jdk).library(Zstd.class).main(Compression.class))
                .areEqualWithHits();
        assertHits(twins, "com.github.luben.zstd.ZstdCompressCtx.compress");
        assertHits(twins, "com.github.luben.zstd.ZstdDecompressCtx.decompress");
    }

    private static ChildJvm child(Jdk jdk) {
        ChildJvm child = ChildJvm.of(jdk);
        return jdk.feature() < 22 ? child : child.flags("--enable-native-access=ALL-UNNAMED");
    }

    private static void assertHits(Twins twins, String site) {
        assertThat(twins.summary().hitsBySite().getOrDefault(site, 0L))
                .as("hits of %s in %s", site, twins.summary().json())
                .isPositive();
    }
}
