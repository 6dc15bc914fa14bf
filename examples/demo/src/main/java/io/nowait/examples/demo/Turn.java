package io.nowait.examples.demo;

import com.fasterxml.jackson.jr.ob.JSON;
import io.nowait.examples.support.AgentSummary;
import io.nowait.examples.support.ChildJvm;
import io.nowait.examples.support.load.ClientReport;
import io.nowait.examples.support.load.Load;
import io.nowait.examples.support.load.LoadClient;
import io.nowait.examples.support.time.Hiccups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One server and one client, each in a fresh JVM, from start to end.
 *
 * @param java the {@code java} that runs both
 * @param serverFlags the server's flags, without the agent's
 * @param eventLoops the server's event loops
 * @param load what the client does
 */
record Turn(Path java, List<String> serverFlags, int eventLoops, Load load) {
    private static final int GRACE_SECONDS = 30;

    /** Measures the server, with this agent if there is one; throws if a child fails. */
    Measurement run(Optional<Path> agent) throws IOException {
        Path directory = Files.createTempDirectory("nowait-demo-");
        Path summary = directory.resolve("summary.json");
        directory.toFile().deleteOnExit();
        summary.toFile().deleteOnExit();
        try (Hiccups hiccups = new Hiccups();
                ChildJvm server =
                        ChildJvm.start(java, flags(agent, summary), Server.class, serverArguments(), limit())) {
            ClientReport client = load(server, hiccups);
            server.closeInput();
            ServerReport report = JSON.std.beanFrom(ServerReport.class, server.readLine());
            server.awaitSuccess();
            Optional<AgentSummary> counted =
                    agent.isPresent() ? Optional.of(AgentSummary.read(summary)) : Optional.empty();
            return Measurement.of(client, report, hiccups.late(), counted);
        } finally {
            Files.deleteIfExists(summary);
            Files.delete(directory);
        }
    }

    private ClientReport load(ChildJvm server, Hiccups hiccups) throws IOException {
        List<String> arguments = new ArrayList<>(load.arguments());
        arguments.add(server.readLine());
        try (ChildJvm client = ChildJvm.start(java, List.of(), LoadClient.class, arguments, limit())) {
            if (!client.readLine().equals(LoadClient.MEASURING)) {
                throw new IOException("the load client did not say that it measures");
            }
            server.send(Server.BEGIN);
            if (!server.readLine().equals(Server.BEGIN)) {
                throw new IOException("the server did not begin to measure");
            }
            hiccups.start();
            ClientReport report = JSON.std.beanFrom(ClientReport.class, client.readLine());
            client.awaitSuccess();
            return report;
        }
    }

    /** Returns the server's command line as the table's caption shows it, without the class path. */
    String command(Optional<Path> agent) {
        List<String> words = new ArrayList<>(List.of("java"));
        words.addAll(flags(agent.map(Path::getFileName), Path.of("FILE.json")));
        words.add(Server.class.getName());
        words.addAll(serverArguments());
        return String.join(" ", words);
    }

    private List<String> flags(Optional<Path> agent, Path summary) {
        List<String> flags = new ArrayList<>();
        agent.ifPresent(jar -> flags.add("-javaagent:" + jar + "=summary=" + summary));
        flags.addAll(serverFlags);
        return flags;
    }

    private int limit() {
        return load.warmup + load.seconds + GRACE_SECONDS;
    }

    private List<String> serverArguments() {
        return List.of(String.valueOf(eventLoops), String.valueOf(load.longest));
    }
}
