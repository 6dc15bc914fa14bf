package io.nowait.examples.torture;

import io.nowait.examples.torture.mutant.Mutant;
import io.nowait.examples.torture.mutant.Mutants;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs with each mutant in turn, in JVMs of their own, for a wild read may end one. Prints a table. */
final class Campaign {
    private static final int WRONG_ARGUMENT = 2;
    private static final int SECONDS_TO_END = 120;
    private static final Pattern FAILURE = Pattern.compile("FAILURE (.*) after ([0-9.,]+) s: (.*)");
    private static final Pattern QUARANTINED = Pattern.compile("self-check: (\\d+) quarantined.*");

    private final Options options;
    private final PrintStream out;

    Campaign(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Whether each could be applied. */
    boolean run() throws IOException, InterruptedException {
        out.println("| mutant | killed after | by | self-check |\n| --- | --- | --- | --- |");
        boolean allApplied = true;
        for (Mutant mutant : Mutants.all()) {
            allApplied &= run(mutant);
        }
        return allApplied;
    }

    private boolean run(Mutant mutant) throws IOException, InterruptedException {
        Path log = Files.createTempFile("torture", ".log");
        Process child = new ProcessBuilder(command(mutant))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!child.waitFor(options.seconds() + SECONDS_TO_END, TimeUnit.SECONDS)) {
            child.destroyForcibly(); // a corrupted chain may have no end
        }
        int exit = child.waitFor();
        String output = Files.readString(log);
        Files.delete(log);
        Matcher failure = FAILURE.matcher(output);
        Matcher quarantined = QUARANTINED.matcher(output);
        String selfCheck = quarantined.find() ? quarantined.group(1) + " quarantined" : "-";
        if (exit == WRONG_ARGUMENT) {
            out.printf("| %s | NOT APPLIED | %s | |%n", mutant.name(), output.strip());
        } else if (failure.find()) {
            out.printf(
                    "| %s | %s s | %s: %s | %s |%n",
                    mutant.name(), failure.group(2), failure.group(1), failure.group(3), selfCheck);
        } else if (exit == 0) {
            out.printf("| %s | survived %d s | | %s |%n", mutant.name(), options.seconds(), selfCheck);
        } else {
            out.printf("| %s | exit code %d | | %s |%n", mutant.name(), exit, selfCheck);
        }
        return exit != WRONG_ARGUMENT;
    }

    private List<String> command(Mutant mutant) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:-CreateCoredumpOnCrash",
                "-jar",
                System.getProperty("java.class.path"),
                "--mutant=" + mutant.name(),
                "--seconds=" + options.seconds(),
                "--seed=" + options.seed());
    }
}
