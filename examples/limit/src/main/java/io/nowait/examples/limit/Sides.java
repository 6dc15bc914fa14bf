package io.nowait.examples.limit;

import io.nowait.examples.support.InstalledJdks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The two sides that are compared, on which JDKs: options that all programs have. */
public final class Sides {
    @Option(names = "--agent", description = "The agent's jar (default: the one built beside this jar).")
    private String agent = builtAgent();

    @Option(names = "--options", defaultValue = "", description = "More options for the agent, key=value,…")
    private String options = "";

    @Option(names = "--jdk", split = ",", description = "Feature versions (default: every JDK found from 17 up).")
    private List<Integer> features = List.of();

    /** The {@code java} of each feature version that is to run, the oldest first; throws if one is not to be had. */
    public Map<Integer, Path> jdks() {
        Map<Integer, Path> found = InstalledJdks.byVersion();
        Map<Integer, Path> chosen = new LinkedHashMap<>();
        for (int feature : features.isEmpty() ? List.copyOf(found.keySet()) : features) {
            if (!found.containsKey(feature)) {
                throw new IllegalArgumentException("--jdk=" + feature + ": found are " + found);
            }
            chosen.put(feature, found.get(feature).resolve("bin/java"));
        }
        return chosen;
    }

    /** The side without the agent. */
    public Optional<String> plain() {
        return Optional.empty();
    }

    /**
     * What follows {@code -javaagent:} on the other side, for more options to be put behind; throws if there is no agent.
     */
    public Optional<String> agent() throws IOException {
        Path jar = Path.of(agent).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new NoSuchFileException(jar + ": no agent here; build it or name another with --agent");
        }
        return Optional.of(jar + "=" + (options.isEmpty() ? "" : options + ","));
    }

    private static String builtAgent() {
        URI here = URI.create(
                Sides.class.getProtectionDomain().getCodeSource().getLocation().toString());
        return Path.of(here)
                .resolve("../../../../agent/target/nowait.jar")
                .normalize()
                .toString();
    }
}
