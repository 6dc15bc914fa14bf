package io.nowait.agent.it.loading;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.Twins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Class files of every version, and every way in which each can come to allocate, are served and run as before. */
class ClassFileVersionsIT {
    @TempDir
    Path folder;

    /** Java 1.1, 1.4, 5, 6, 7, 8, 11, 17, and the newest that the JDK takes. */
    static Stream<Arguments> versions() {
        return Jdks.onePerFeature().stream()
                .flatMap(jdk -> IntStream.of(45, 48, 49, 50, 51, 52, 55, 61, 44 + jdk.feature())
                        .distinct()
                        .mapToObj(version -> Arguments.of(jdk, version)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyWayToAllocateIsServed(Jdk jdk, int version) throws Exception {
        Generated generated = new Generated("generated/Version" + version, version);
        Path file = folder.resolve("generated/Version" + version + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, generated.file());
        List<String> methods = generated.methods();
        String[] arguments = methods.stream()
                .map(name -> name.replaceFirst("\\.(\\w+)$", "#$1"))
                .toArray(String[]::new);
        Twins twins = Twins.run(() -> ChildJvm.of(jdk).classPath(folder).main(Invoke.class, arguments))
                .areEqualWithHits();
        assertThat(twins.plain().lines()).hasSameSizeAs(methods);
        methods.forEach(method -> assertThat(twins.summary().hitsBySite().getOrDefault(method, 0L))
                .as("hits of %s in %s", method, twins.summary().json())
                .isPositive());
        String initialiser = "generated.Version" + version + ".<clinit>";
        assertThat(twins.summary().bypassesBySite()).containsEntry(initialiser, 1L);
        assertThat(twins.summary().hitsBySite()).containsEntry(initialiser, 0L);
    }
}
