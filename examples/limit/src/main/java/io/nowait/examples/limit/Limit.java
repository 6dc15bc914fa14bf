package io.nowait.examples.limit;

import io.nowait.examples.limit.container.Container;
import io.nowait.examples.limit.loop.Loops;
import io.nowait.examples.limit.resident.Resident;
import io.nowait.examples.limit.worse.NeverWorse;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The programs by name. */
@Command(
        name = "nowait-limit",
        mixinStandardHelpOptions = true,
        description = "Runs programs near the direct-memory limit plain and with the nowait agent, in turns.",
        subcommands = {Loops.class, NeverWorse.class, Resident.class, Container.class})
final class Limit implements Runnable {
    private Limit() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Limit())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    System.err.println(e);
                    return 1;
                })
                .execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
