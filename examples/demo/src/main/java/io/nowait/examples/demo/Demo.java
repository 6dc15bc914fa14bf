package io.nowait.examples.demo;

import io.nowait.examples.support.Jdk;
import io.nowait.examples.support.Machine;
import io.nowait.examples.support.load.Body;
import io.nowait.examples.support.load.Load;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Runs the server plain and with the agent, in turns, and prints one table.
 *
 * <p>The exit status is 1 if a child failed or an answer had a wrong byte; it does not depend on the figures.
 */
@Command(
        name = "nowait-demo",
        mixinStandardHelpOptions = true,
        description = "Measures an unmodified Netty HTTP server plain and with the nowait agent, in turns.")
final class Demo implements Callable<Integer> {
    private static final String NO_AGENT = "none";

    @Option(names = "--java", description = "The java to run server and client (default: the one running this).")
    private Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    @Option(
            names = "--agent",
            description = "The agent's jar, or 'none' to measure plain against plain and see how much equal runs differ"
                    + " (default: the one built beside this jar).")
    private String agent = builtAgent();

    @Option(
            names = "--turns",
            defaultValue = "2",
            description = "How often each kind is measured (default: ${DEFAULT-VALUE}).")
    private int turns;

    @Option(
            names = "--event-loops",
            defaultValue = "2",
            description = "The server's event loops (default: ${DEFAULT-VALUE}).")
    private int eventLoops;

    @Option(names = "--heap", defaultValue = "256m", description = "The server's -Xmx (default: ${DEFAULT-VALUE}).")
    private String heap = "";

    @Option(
            names = "--direct",
            defaultValue = "256m",
            description = "The server's -XX:MaxDirectMemorySize (default: ${DEFAULT-VALUE}).")
    private String direct = "";

    @Mixin
    private Load load = new Load();

    private Demo() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Demo())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    System.err.println(e);
                    return 1;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Optional<Path> jar = agentJar();
        Jdk jdk = Jdk.of(java);
        Turn turn = new Turn(java, serverFlags(jdk), eventLoops, load);
        String other = jar.isPresent() ? "nowait" : "control";
        Comparison comparison = new Comparison(other);
        for (int i = 1; i <= turns; i++) {
            System.err.printf("turn %d of %d: plain%n", i, turns);
            Measurement plain = turn.run(Optional.empty());
            System.err.printf("turn %d of %d: %s%n", i, turns, other);
            comparison.add(plain, turn.run(jar));
        }
        caption(jdk, turn, jar).forEach(System.out::println);
        System.out.println();
        System.out.println(comparison);
        return comparison.wrongBytes() == 0 ? 0 : 1;
    }

    private Optional<Path> agentJar() throws IOException {
        if (agent.equals(NO_AGENT)) {
            return Optional.empty();
        }
        Path jar = Path.of(agent).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new NoSuchFileException(jar + ": no agent here; build it or name another with --agent");
        }
        return Optional.of(jar);
    }

    private List<String> serverFlags(Jdk jdk) {
        List<String> flags = new ArrayList<>(jdk.nettyFlags());
        flags.addAll(List.of("-Xmx" + heap, "-XX:MaxDirectMemorySize=" + direct));
        flags.addAll(List.of("-Dio.netty.allocator.type=unpooled", "-Dio.netty.maxDirectMemory=0"));
        return flags;
    }

    private List<String> caption(Jdk jdk, Turn turn, Optional<Path> jar) {
        return List.of(
                "machine: " + Machine.describe() + ", shared by server and client",
                "JDK:     " + jdk.description(),
                "load:    " + load + ", open loop, bodies of %d to %d bytes".formatted(Body.SHORTEST, load.longest),
                "plain:   " + turn.command(Optional.empty()),
                jar.isPresent() ? "nowait:  " + turn.command(jar) : "control: the same as plain");
    }

    private static String builtAgent() {
        URI here = URI.create(
                Demo.class.getProtectionDomain().getCodeSource().getLocation().toString());
        return Path.of(here)
                .resolve("../../../../agent/target/nowait.jar")
                .normalize()
                .toString();
    }
}
