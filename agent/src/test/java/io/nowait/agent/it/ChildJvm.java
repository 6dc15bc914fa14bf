package io.nowait.agent.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Describes a child JVM and starts it. Nothing of the parent's environment that would change a JVM or the agent
 * ({@code JAVA_TOOL_OPTIONS}, {@code JDK_JAVA_OPTIONS}, {@code _JAVA_OPTIONS}, {@code CLASSPATH}, {@code NOWAIT_*})
 * reaches the child unless it is set here. Not thread-safe.
 */
public final class ChildJvm {
    private final Jdk jdk;
    private final List<String> wrapper = new ArrayList<>();
    private final List<String> flags = new ArrayList<>();
    private final Set<String> classPath = new LinkedHashSet<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> program = new ArrayList<>();
    private Duration limit = Duration.ofSeconds(60);

    private ChildJvm(Jdk jdk) {
        this.jdk = jdk;
    }

    /** A child JVM of {@code jdk}, without the agent. */
    public static ChildJvm of(Jdk jdk) {
        return new ChildJvm(jdk);
    }

    /** Starts the JVM through another program, whose last arguments its command line becomes. */
    public ChildJvm under(String... program) {
        wrapper.addAll(List.of(program));
        return this;
    }

    /** Adds JVM flags. */
    public ChildJvm flags(String... more) {
        flags.addAll(List.of(more));
        return this;
    }

    /** Puts the agent on, with its options as a user would write them: {@code "key=value"}; none for the defaults. */
    public ChildJvm agent(String... options) {
        String joined = options.length == 0 ? "" : "=" + String.join(",", options);
        return flags("-javaagent:" + AgentJar.path() + joined);
    }

    /** Sets a variable of the child's environment. */
    public ChildJvm environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Adds the jars or folders that {@code classes} come from to the class path. */
    public ChildJvm library(Class<?>... classes) {
        for (Class<?> each : classes) {
            classPath.add(origin(each).toString());
        }
        return this;
    }

    /** Adds jars or folders to the class path. */
    public ChildJvm classPath(Path... entries) {
        for (Path entry : entries) {
            classPath.add(entry.toString());
        }
        return this;
    }

    /** The main class, whose own jar or folder joins the class path, and its arguments. */
    public ChildJvm main(Class<?> main, String... arguments) {
        return library(main).main(main.getName(), arguments);
    }

    /** What follows the flags on the command line (a main class, or {@code -jar} and a file), and its arguments. */
    public ChildJvm main(String main, String... arguments) {
        program.clear();
        program.add(main);
        program.addAll(List.of(arguments));
        return this;
    }

    /** How long the child may run before it is killed and its test fails; 60 s unless set. */
    public ChildJvm limit(Duration time) {
        limit = time;
        return this;
    }

    /** Runs the child to its end, whatever its exit code. Fails, and kills it, if it takes longer than the limit. */
    public Finished run() {
        try (RunningJvm running = start()) {
            return running.await();
        }
    }

    /** Starts the child. The caller closes it, which kills it if it still runs. */
    public RunningJvm start() {
        try {
            Path output = Files.createTempDirectory("nowait-it");
            ProcessBuilder builder = new ProcessBuilder(command())
                    .redirectOutput(output.resolve("stdout").toFile())
                    .redirectError(output.resolve("stderr").toFile());
            builder.environment().keySet().removeIf(ChildJvm::changesJvm);
            builder.environment().putAll(environment);
            return new RunningJvm(builder.start(), String.join(" ", builder.command()), output, limit);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(wrapper);
        command.add(jdk.tool("java").toString());
        command.addAll(flags);
        if (!classPath.isEmpty()) {
            command.add("-cp");
            command.add(classPath.stream().collect(Collectors.joining(File.pathSeparator)));
        }
        command.addAll(program);
        return command;
    }

    private static boolean changesJvm(String variable) {
        return variable.startsWith("NOWAIT_")
                || Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")
                        .contains(variable);
    }

    /** The jar or folder that a class comes from. */
    public static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
