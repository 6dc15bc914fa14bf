package io.nowait.agent.it;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** An installed JDK: its home, its feature version (17, 25 …) and its full version, as its {@code release} file states them. */
public record Jdk(Path home, int feature, String version) {

    /** Reads the JDK at {@code home}; empty if there is none, or one that cannot be made out. */
    static Optional<Jdk> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release) || !Files.isRegularFile(tool(home, "javac"))) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release, StandardCharsets.UTF_8)) {
            properties.load(reader);
            String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
            return Optional.of(
                    new Jdk(home.toRealPath(), Runtime.Version.parse(version).feature(), version));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** The path of one of this JDK's own programs, such as {@code java} or {@code jcmd}. */
    public Path tool(String name) {
        return tool(home, name);
    }

    private static Path tool(Path home, String name) {
        return home.resolve("bin").resolve(File.separatorChar == '\\' ? name + ".exe" : name);
    }

    @Override
    public String toString() {
        return "JDK " + version;
    }
}
