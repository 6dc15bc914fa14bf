package io.nowait.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.runtime.NonBlockingThreads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What services say of threads, and what becomes of bad ones. */
public class IntegrationsTest {
    private static final String SERVICE = "META-INF/services/io.nowait.runtime.NonBlockingThreads";

    @TempDir
    Path folder;

    private final Integrations integrations = new Integrations();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream stderr = System.err;

    /** Knows threads by their name. */
    public static final class Loops implements NonBlockingThreads {
        @Override
        public boolean test(Thread thread) {
            return thread.getName().startsWith("loop");
        }
    }

    /** Names no type of nowait's, as one that was loaded with another copy of it. */
    public static final class Others implements Predicate<Thread> {
        @Override
        public boolean test(Thread thread) {
            return thread.getName().startsWith("other");
        }
    }

    /** Fails. */
    public static final class Failing implements NonBlockingThreads {
        @Override
        public boolean test(Thread thread) {
            throw new IllegalStateException("not today");
        }
    }

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveBack() {
        System.setErr(stderr);
    }

    private void load(String... lines) throws IOException {
        Path file = folder.resolve(SERVICE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines));
        URL[] urls = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, IntegrationsTest.class.getClassLoader())) {
            integrations.load(loader, ClassLoader.getSystemClassLoader());
        }
    }

    private String because(String thread) {
        return integrations.nonBlockingBecause(new Thread(thread));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void withoutServicesNobodySaysAnything() {
        integrations.load(ClassLoader.getSystemClassLoader());
        assertThat(because("loop-1")).isNull();
        assertThat(said()).isEmpty();
    }

    @Test
    void eachServiceIsAskedAndTheReasonIsItsName() throws IOException {
        load("# ours", " " + Loops.class.getName() + " # by name", "", Others.class.getName());
        assertThat(because("loop-1")).isEqualTo(Loops.class.getName());
        assertThat(because("other-1")).isEqualTo(Others.class.getName());
        assertThat(because("main")).isNull();
        assertThat(said()).isEmpty();
    }

    @Test
    void aServiceThatThrowsIsSaidOnceAndIgnored() throws IOException {
        load(Failing.class.getName(), Loops.class.getName());
        assertThat(because("loop-1")).isEqualTo(Loops.class.getName());
        assertThat(because("loop-2")).isEqualTo(Loops.class.getName());
        assertThat(said().lines()).singleElement().asString().contains(Failing.class.getName(), "not today");
    }

    @Test
    void oneThatCannotBeMadeOrIsNoneIsSaidAndIgnored() throws IOException {
        load("com.acme.Missing", String.class.getName(), Loops.class.getName());
        assertThat(because("loop-1")).isEqualTo(Loops.class.getName());
        assertThat(said().lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("com.acme.Missing"))
                .anyMatch(line -> line.contains("java.lang.String"));
    }
}
