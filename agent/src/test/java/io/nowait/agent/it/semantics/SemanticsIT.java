package io.nowait.agent.it.semantics;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import com.github.luben.zstd.Zstd;
import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Collector;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A buffer from a rewritten call site cannot be told from the JDK's by any supported means. */
class SemanticsIT {
    @TempDir
    static Path folder;

    @BeforeAll
    static void makeAKeyStore() throws Exception {
        Process keytool = new ProcessBuilder(
                        Jdks.running().tool("keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=localhost",
                        "-storepass",
                        "nowait",
                        "-keystore",
                        keyStore())
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
    }

    @TestFactory
    Stream<DynamicNode> everyPointEqualsThePlainJdkUnderEveryCollector() {
        return Jdks.onePerFeature().stream()
                .flatMap(jdk -> Arrays.stream(Collector.values()).map(collector -> compared(jdk, collector.flag())));
    }

    @TestFactory
    Stream<DynamicNode> everyPointEqualsThePlainJdkInOtherModes() {
        List<Jdk> jdks = Jdks.onePerFeature();
        Stream<DynamicNode> once = Stream.of(
                compared(jdks.get(0), "-Xint"), compared(jdks.get(jdks.size() - 1), "-XX:-UseCompressedOops"));
        Stream<DynamicNode> onEvery = jdks.stream()
                .map(jdk -> compared(jdk, "-Dsun.nio.PageAlignDirectMemory=true", "-Dsemantics.pageAligned=true"));
        return Stream.concat(once, onEvery);
    }

    /** Nothing is pooled and nobody may wait: each buffer of a rewritten site is made without waiting. */
    @TestFactory
    Stream<DynamicNode> everyPointEqualsThePlainJdkForLooseBuffers() {
        return Jdks.onePerFeature().stream()
                .flatMap(jdk -> Stream.of(
                        loose(jdk, "-XX:+UseG1GC"),
                        loose(jdk, "-Dsun.nio.PageAlignDirectMemory=true", "-Dsemantics.pageAligned=true")));
    }

    private static DynamicNode loose(Jdk jdk, String... flags) {
        return dynamicContainer(jdk + " loose " + String.join(" ", flags), Stream.of("").flatMap(once -> {
            Pair pair = Pair.run(() ->
                    program(jdk, flags).environment("NOWAIT_THREADS", "all").environment("NOWAIT_SHARE", "0"));
            return pair.tests();
        }));
    }

    private static DynamicNode compared(Jdk jdk, String... flags) {
        return dynamicContainer(
                jdk + " " + String.join(" ", flags), Stream.of("").flatMap(once -> {
                    Pair pair = Pair.run(() -> program(jdk, flags));
                    return Stream.concat(pair.reservesServed(Semantics.GROUPS), pair.tests());
                }));
    }

    private static ChildJvm program(Jdk jdk, String... flags) {
        return Child.of(jdk, flags)
                .flags("-Dsemantics.keystore=" + keyStore())
                .library(Zstd.class)
                .main(Semantics.class);
    }

    private static String keyStore() {
        return folder.resolve("keys.p12").toString();
    }
}
