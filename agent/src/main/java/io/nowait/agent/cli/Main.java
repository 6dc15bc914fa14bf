package io.nowait.agent.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: help and version. Exit code 0, or 2 for arguments that it does not know. */
@Command(
        name = "java -jar nowait.jar",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Serves direct buffers of unmodified Java programs from per-thread reserves.",
        sortOptions = false)
public final class Main implements Runnable {
    private final CommandLine commandLine = new CommandLine(this);

    private Main() {
        commandLine.getHelpSectionMap().put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER, help -> Use.text());
    }

    /**
     * Runs the command line and ends the JVM.
     *
     * @param arguments {@code --help}, {@code --version}, or none, which stands for {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new Main().commandLine.execute(arguments));
    }

    /** Runs the command line with its output elsewhere; returns the exit code. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return new Main().commandLine.setOut(out).setErr(err).execute(arguments);
    }

    @Override
    public void run() {
        commandLine.usage(commandLine.getOut());
    }
}
