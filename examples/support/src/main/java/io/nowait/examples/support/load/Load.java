package io.nowait.examples.support.load;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How hard and how long the server is loaded: options that the runner takes and hands on to the client. */
public final class Load {
    @Option(names = "--rate", defaultValue = "2000", description = "Requests a second (default: ${DEFAULT-VALUE}).")
    public int rate;

    @Option(names = "--connections", defaultValue = "64", description = "Connections (default: ${DEFAULT-VALUE}).")
    public int connections;

    @Option(
            names = "--warmup",
            defaultValue = "3",
            description = "Seconds of load before the measurement (default: ${DEFAULT-VALUE}).")
    public int warmup;

    @Option(
            names = "--seconds",
            defaultValue = "7",
            description = "Seconds of load that are measured (default: ${DEFAULT-VALUE}).")
    public int seconds;

    @Option(
            names = "--longest",
            defaultValue = "65536",
            description = "The longest body in bytes, 4096 to 65536 (default: ${DEFAULT-VALUE}).")
    public int longest;

    @Option(names = "--tolerant", hidden = true, description = "Count requests that fail and go on, rather than end.")
    public boolean tolerant;

    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--rate=" + rate,
                "--connections=" + connections,
                "--warmup=" + warmup,
                "--seconds=" + seconds,
                "--longest=" + longest));
        if (tolerant) {
            arguments.add("--tolerant");
        }
        return arguments;
    }

    @Override
    public String toString() {
        return "%d requests/s for %d s after %d s of warm-up, %d connections"
                .formatted(rate, seconds, warmup, connections);
    }
}
