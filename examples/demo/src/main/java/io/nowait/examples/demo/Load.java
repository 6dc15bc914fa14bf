package io.nowait.examples.demo;

import java.util.List;
import picocli.CommandLine.Option;

/** How hard and how long the server is loaded: options that the runner takes and hands on to the client. */
final class Load {
    @Option(names = "--rate", defaultValue = "2000", description = "Requests a second (default: ${DEFAULT-VALUE}).")
    int rate;

    @Option(names = "--connections", defaultValue = "64", description = "Connections (default: ${DEFAULT-VALUE}).")
    int connections;

    @Option(
            names = "--warmup",
            defaultValue = "3",
            description = "Seconds of load before the measurement (default: ${DEFAULT-VALUE}).")
    int warmup;

    @Option(
            names = "--seconds",
            defaultValue = "7",
            description = "Seconds of load that are measured (default: ${DEFAULT-VALUE}).")
    int seconds;

    List<String> arguments() {
        return List.of("--rate=" + rate, "--connections=" + connections, "--warmup=" + warmup, "--seconds=" + seconds);
    }

    @Override
    public String toString() {
        return "%d requests/s for %d s after %d s of warm-up, %d connections"
                .formatted(rate, seconds, warmup, connections);
    }
}
