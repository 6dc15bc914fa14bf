package io.nowait.agent.it.semantics;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import com.github.luben.zstd.Zstd;
import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link Semantics} plain and with the agent, and compares what both say. */
abstract class ComparedSemantics {
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

    static DynamicNode compared(Jdk jdk, String... flags) {
        return dynamicContainer(
                jdk + " " + String.join(" ", flags), Stream.of("").flatMap(once -> {
                    Pair pair = Pair.run(() -> program(jdk, flags));
                    return Stream.concat(pair.reservesServed(Semantics.GROUPS), pair.tests());
                }));
    }

    static ChildJvm program(Jdk jdk, String... flags) {
        return Child.of(jdk, flags)
                .flags("-Dsemantics.keystore=" + keyStore())
                .library(Zstd.class)
                .main(Semantics.class);
    }

    private static String keyStore() {
        return folder.resolve("keys.p12").toString();
    }
}
