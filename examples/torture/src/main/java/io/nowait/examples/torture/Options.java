package io.nowait.examples.torture;

import io.nowait.examples.torture.mutant.Mutant;
import io.nowait.examples.torture.mutant.Mutants;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What one run does.
 *
 * @param seconds how long the actors work, at least 1
 * @param seed what all random choices derive from
 * @param delays whether delays are injected at the edges of the runtime
 * @param hot which edges may be hot: a regular expression to be found in their descriptions
 * @param mutant the fault to commit
 * @param write where to write the classes with the fault, for the tests of other layers, and do nothing else
 * @param listMutants whether to list the faults, and do nothing else
 * @param everyMutant whether to run with each fault in turn, in JVMs of their own
 */
public record Options(
        int seconds,
        long seed,
        boolean delays,
        Pattern hot,
        Optional<Mutant> mutant,
        Optional<Path> write,
        boolean listMutants,
        boolean everyMutant) {

    static final String USAGE = """
            usage: Main [--seconds=60] [--seed=N] [--delays=true|false] [--hot=REGEX]
                        [--mutant=NAME [--write=FOLDER] | --list-mutants | --every-mutant]""";

    private static final Set<String> KEYS =
            Set.of("seconds", "seed", "delays", "hot", "mutant", "write", "list-mutants", "every-mutant");

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException naming the argument and what is allowed
     */
    static Options parse(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            String key = parts[0].startsWith("--") ? parts[0].substring(2) : "";
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(argument + ": unknown\n" + USAGE);
            }
            given.put(key, parts.length == 2 ? parts[1] : "true");
        }
        if (given.containsKey("write") && !given.containsKey("mutant")) {
            throw new IllegalArgumentException("--write=" + given.get("write") + ": only with --mutant");
        }
        return new Options(
                seconds(given),
                seed(given),
                flag(given, "delays", "true"),
                pattern(given),
                Optional.ofNullable(given.get("mutant")).map(Mutants::named),
                Optional.ofNullable(given.get("write")).map(Path::of),
                flag(given, "list-mutants", "false"),
                flag(given, "every-mutant", "false"));
    }

    private static Pattern pattern(Map<String, String> given) {
        String text = given.getOrDefault("hot", "");
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("--hot=" + text + ": a regular expression is needed", e);
        }
    }

    private static int seconds(Map<String, String> given) {
        String text = given.getOrDefault("seconds", "60");
        try {
            int value = Integer.parseInt(text);
            if (value >= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below together with numbers that are too small.
        }
        throw new IllegalArgumentException("--seconds=" + text + ": a whole number from 1 up is needed");
    }

    private static long seed(Map<String, String> given) {
        String text = given.get("seed");
        try {
            return text == null ? System.nanoTime() : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--seed=" + text + ": a whole number is needed", e);
        }
    }

    private static boolean flag(Map<String, String> given, String key, String otherwise) {
        String text = given.getOrDefault(key, otherwise);
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException("--" + key + "=" + text + ": allowed are true, false");
    }
}
