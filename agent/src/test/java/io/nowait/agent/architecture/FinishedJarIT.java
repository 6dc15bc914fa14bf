package io.nowait.agent.architecture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FinishedJarIT {
    /** A third party's name as it was before relocation, in a class file's constant pool. */
    private static final Pattern THIRD_PARTY =
            Pattern.compile("(?<!io/nowait/agent/shaded/)(org/objectweb/asm|net/bytebuddy|codes/rafael|picocli)/");

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(System.getProperty("nowait.jar"));
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void everyClassIsTheAgentsOrRelocated() {
        assertThat(names())
                .filteredOn(name -> name.endsWith(".class"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("io/nowait/agent/"));
    }

    @Test
    void theRuntimeIsNestedAsData() {
        assertThat(names())
                .filteredOn(name -> name.startsWith("runtime/") && !name.endsWith("/"))
                .contains("runtime/io/nowait/runtime/nullness/Nullable.classdata")
                .allMatch(name -> name.startsWith("runtime/io/nowait/runtime/") && name.endsWith(".classdata"));
    }

    @Test
    void nothingElseIsInside() {
        assertThat(names())
                .filteredOn(name -> !name.endsWith("/"))
                .filteredOn(name -> !name.startsWith("io/nowait/agent/") && !name.startsWith("runtime/"))
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF",
                        "META-INF/LICENSE",
                        "META-INF/licenses/asm.txt",
                        "META-INF/licenses/asm-jdk-bridge.txt",
                        "META-INF/licenses/byte-buddy.txt",
                        "META-INF/licenses/picocli.txt");
    }

    @Test
    void noClassNamesAThirdPartyByItsOldName() throws IOException {
        List<String> found = new ArrayList<>();
        for (String name : names()) {
            if (name.endsWith(".class") && THIRD_PARTY.matcher(text(name)).find()) {
                found.add(name);
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theManifestNamesTheEntryClassesAndTheVersion() throws IOException {
        Attributes manifest = jar.getManifest().getMainAttributes();
        assertThat(manifest.getValue("Premain-Class")).isEqualTo("io.nowait.agent.NowaitAgent");
        assertThat(manifest.getValue("Agent-Class")).isEqualTo("io.nowait.agent.NowaitAgent");
        assertThat(manifest.getValue("Main-Class")).isEqualTo("io.nowait.agent.cli.Main");
        assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
        assertThat(manifest.getValue("Can-Redefine-Classes")).isEqualTo("true");
        assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
        // With it, java -jar nowait.jar would rewrite the command line itself.
        assertThat(manifest.getValue("Launcher-Agent-Class")).isNull();
        // Without it, no other version's classes are looked up.
        assertThat(manifest.getValue("Multi-Release")).isNull();
    }

    private List<String> names() {
        return jar.stream().map(JarEntry::getName).toList();
    }

    private String text(String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }
}
