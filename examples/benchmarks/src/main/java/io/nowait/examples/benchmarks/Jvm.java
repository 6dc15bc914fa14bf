package io.nowait.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JVM that is forked.
 *
 * @param java its launcher
 * @param feature its feature release, as 17
 */
record Jvm(Path java, int feature) {
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    /**
     * Finds the launcher and the release.
     *
     * @param path a JDK's home, or its {@code bin/java}
     * @throws IllegalArgumentException when it is neither
     */
    static Jvm at(String path) {
        Path given = Path.of(path).toAbsolutePath();
        Path home = Files.isDirectory(given) ? given : given.resolve("../..").normalize();
        Path java = home.resolve("bin/java");
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            if (Files.isExecutable(java) && version.find()) {
                return new Jvm(java, Integer.parseInt(version.group(1)));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("--jvm " + path + ": no JDK's home, nor its bin/java", e);
        }
        throw new IllegalArgumentException("--jvm " + path + ": no JDK's home, nor its bin/java");
    }

    /**
     * Arguments for every side alike: a heap that does not grow while it is measured, event loop threads, and on newer
     * JDKs the leave that Netty and {@code invokeCleaner} need.
     */
    List<String> arguments() {
        List<String> all = new ArrayList<>(List.of(
                "-Xms1g",
                "-Xmx1g",
                "-Djmh.executor=CUSTOM",
                "-Djmh.executor.class=" + EventLoopThreads.class.getName()));
        if (feature >= 23) {
            all.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (feature >= 22) {
            all.add("--enable-native-access=ALL-UNNAMED");
        }
        return all;
    }
}
