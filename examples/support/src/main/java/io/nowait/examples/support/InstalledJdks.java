package io.nowait.examples.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JDKs of this machine: the running one, the {@code JAVA_HOME*} variables, and where systems keep their JVMs. */
public final class InstalledJdks {
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    private InstalledJdks() {}

    /** One home for each feature version from 17 up; the running JDK stands for its own version. */
    public static Map<Integer, Path> byVersion() {
        Map<Integer, Path> found = new TreeMap<>();
        found.put(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
        Stream<Path> variables = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("JAVA_HOME")
                        && !variable.getValue().isBlank())
                .map(variable -> Path.of(variable.getValue()));
        Stream.concat(variables, installed())
                .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                .forEach(home -> found.putIfAbsent(version(home), home));
        found.keySet().removeIf(version -> version < 17);
        return found;
    }

    private static Stream<Path> installed() {
        Path user = Path.of(System.getProperty("user.home"));
        return Stream.of(
                        Path.of("/usr/lib/jvm"),
                        Path.of("/usr/java"),
                        Path.of("/Library/Java/JavaVirtualMachines"),
                        user.resolve(".sdkman/candidates/java"),
                        user.resolve(".jdks"))
                .flatMap(InstalledJdks::children)
                .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")));
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static int version(Path home) {
        try {
            Matcher matcher = VERSION.matcher(Files.readString(home.resolve("release")));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
