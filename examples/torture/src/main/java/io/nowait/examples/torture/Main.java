package io.nowait.examples.torture;

import io.nowait.examples.torture.copy.CopyLoader;
import io.nowait.examples.torture.copy.Delay;
import io.nowait.examples.torture.mutant.Mutant;
import io.nowait.examples.torture.mutant.Mutants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The command line: exit code 0 if nothing failed, 1 if something did, 2 for a wrong argument. */
public final class Main {
    private static final String PROGRAM = "io.nowait.examples.torture.run.Torture";

    private Main() {}

    /** Tortures the runtime with the options of the README. */
    public static void main(String... arguments) throws Exception {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        if (options.listMutants()) {
            Mutants.all().forEach(mutant -> System.out.printf("%-24s %s%n", mutant.name(), mutant.description()));
        } else if (options.everyMutant()) {
            System.exit(new Campaign(options, System.out).run() ? 0 : 1);
        } else if (options.write().isPresent()) {
            write(options.mutant().orElseThrow(), options.write().get());
        } else {
            System.exit(torture(options) ? 0 : 1);
        }
    }

    private static void write(Mutant mutant, Path folder) throws ClassNotFoundException, IOException {
        CopyLoader copy = new CopyLoader(Optional.of(mutant));
        for (String name : mutant.classes()) {
            Path file = folder.resolve(name.replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, copy.bytesWithoutDelays(name));
        }
    }

    private static boolean torture(Options options) throws Exception {
        CopyLoader copy = new CopyLoader(options.mutant());
        try {
            copy.loadMutated();
        } catch (IllegalStateException e) {
            System.err.println("--mutant=" + options.mutant().orElseThrow().name() + ": " + e.getMessage());
            System.exit(2);
        }
        Program program = (Program) copy.loadClass(PROGRAM).getConstructor().newInstance();
        if (options.delays()) {
            Delay.begin(options.seed(), options.hot());
        }
        return program.run(options, System.out);
    }
}
