package io.nowait.agent.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JDKs that integration tests run on: every JDK from 17 up that this machine has, looked for in the running one, in
 * the {@code JAVA_HOME*} variables and where systems keep their JVMs. What was found is printed once, when first asked
 * for. Under {@code -Dnowait.full=true} fewer than two different feature versions is a failure.
 */
public final class Jdks {
    private static final int OLDEST = 17;
    private static final List<Jdk> ALL = find();

    private Jdks() {}

    /** Every JDK found, oldest first; the running one is among them. */
    public static List<Jdk> all() {
        return ALL;
    }

    /** One JDK for each feature version found, oldest first; the running JDK stands for its own version. */
    public static List<Jdk> onePerFeature() {
        Map<Integer, Jdk> chosen = new TreeMap<>();
        Jdk running = running();
        chosen.put(running.feature(), running);
        ALL.forEach(jdk -> chosen.putIfAbsent(jdk.feature(), jdk));
        return List.copyOf(chosen.values());
    }

    /** The JDK that runs the tests. */
    public static Jdk running() {
        return Jdk.at(Path.of(System.getProperty("java.home"))).orElseThrow();
    }

    private static List<Jdk> find() {
        Map<Path, Jdk> byRealPath = new TreeMap<>();
        candidates()
                .flatMap(home -> Jdk.at(home).stream())
                .filter(jdk -> jdk.feature() >= OLDEST)
                .forEach(jdk -> byRealPath.put(jdk.home(), jdk));
        List<Jdk> found = new ArrayList<>(byRealPath.values());
        found.sort(Comparator.comparingInt(Jdk::feature).thenComparing(Jdk::home));
        System.out.println(found.stream()
                .map(jdk -> jdk + " at " + jdk.home())
                .collect(Collectors.joining(", ", "Integration tests use ", "")));
        requireTwoVersionsIfFull(found);
        return List.copyOf(found);
    }

    private static void requireTwoVersionsIfFull(Collection<Jdk> found) {
        long versions = found.stream().mapToInt(Jdk::feature).distinct().count();
        if (Boolean.getBoolean("nowait.full") && versions < 2) {
            throw new IllegalStateException("nowait.full needs JDKs of two versions, found " + found);
        }
    }

    private static Stream<Path> candidates() {
        Stream<Path> variables = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("JAVA_HOME"))
                .filter(variable -> !variable.getValue().isBlank())
                .map(variable -> Path.of(variable.getValue()));
        return Stream.of(Stream.of(Path.of(System.getProperty("java.home"))), variables, installed())
                .flatMap(homes -> homes);
    }

    private static Stream<Path> installed() {
        Path user = Path.of(System.getProperty("user.home"));
        return Stream.of(
                        Path.of("/usr/lib/jvm"),
                        Path.of("/usr/java"),
                        Path.of("/Library/Java/JavaVirtualMachines"),
                        user.resolve("Library/Java/JavaVirtualMachines"),
                        user.resolve(".sdkman/candidates/java"),
                        user.resolve(".jdks"),
                        Path.of("C:\\Program Files\\Java"),
                        Path.of("C:\\Program Files\\Eclipse Adoptium"))
                .flatMap(Jdks::children)
                .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")));
    }

    private static Stream<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList().stream();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }
}
