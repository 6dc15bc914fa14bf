package io.nowait.examples.swap;

import io.nowait.examples.swap.app.Load;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command: runs the sides asked for, prints one table, and judges. */
@Command(
        name = "nowait-swap",
        mixinStandardHelpOptions = true,
        description =
                "Swaps a direct buffer under event loops that read it without a lock, and frees the old one at once:"
                        + " on the plain JDK, then with the nowait agent.",
        footer = {
            "",
            "Exit status: 0 as expected; 1 wrong bytes, a crash or no work under nowait, or a JVM that could not run; 2 wrong"
                    + " option; 3 the plain JDK survived."
        })
final class Swap implements Callable<Integer> {
    @Option(names = "--side", defaultValue = "both", description = "plain, nowait or both (default: ${DEFAULT-VALUE}).")
    private Choice choice = Choice.BOTH;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            converter = Seconds.class,
            description =
                    "How long each side runs; the plain one ends at the first evidence (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--java", description = "The java that runs the application (default: the one running this).")
    private Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    @Option(names = "--agent", description = "The agent's jar (default: the one built beside this jar).")
    private Path agent = builtAgent();

    @Option(names = "--agent-options", description = "More options for the agent, such as max=64m,trim=1.")
    private String agentOptions = "";

    @Option(
            names = "--jvm-flag",
            description = "A flag for the JVMs that run the application, such as --jvm-flag=-XX:+UseZGC; repeatable.")
    private List<String> jvmFlags = List.of();

    @Mixin
    private Load load = new Load();

    private Swap() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Swap())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    System.err.println(e);
                    return Verdict.FAILED.status();
                });
    }

    @Override
    public Integer call() throws IOException {
        if (choice.has(Side.NOWAIT) && !Files.isRegularFile(agent)) {
            throw new NoSuchFileException(agent + ": no agent here; build it or name another with --agent");
        }
        Trial trial = new Trial(java, jvmFlags, agent.toAbsolutePath(), agentOptions, load, seconds);
        Map<Side, Run> runs = new LinkedHashMap<>();
        for (Side side : choice.sides()) {
            System.err.printf("%s: %d s at most%n", side.label(), seconds);
            runs.put(side, trial.run(side));
        }
        System.out.println(new Report(runs));
        Verdict verdict = Verdict.of(runs);
        System.out.println(verdict.sentence());
        return verdict.status();
    }

    private static Path builtAgent() {
        URI here = URI.create(
                Swap.class.getProtectionDomain().getCodeSource().getLocation().toString());
        return Path.of(here).resolve("../../../../agent/target/nowait.jar").normalize();
    }
}
