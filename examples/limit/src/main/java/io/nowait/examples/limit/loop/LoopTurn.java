package io.nowait.examples.limit.loop;

import com.fasterxml.jackson.jr.ob.JSON;
import io.nowait.examples.support.AgentSummary;
import io.nowait.examples.support.ChildJvm;
import io.nowait.examples.support.Jdk;
import io.nowait.examples.support.load.ClientReport;
import io.nowait.examples.support.load.Load;
import io.nowait.examples.support.load.LoadClient;
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
 * @param collector the flag that selects the server's collector
 * @param limitMegabytes the server's direct-memory limit
 * @param leftKilobytes how much of it the blocking threads leave
 * @param drop whether those threads drop buffers instead of freeing them
 * @param load what the client does
 */
record LoopTurn(Path java, String collector, int limitMegabytes, int leftKilobytes, boolean drop, Load load) {
    private static final int GRACE_SECONDS = 60;
    private static final int EVENT_LOOPS = 2;
    private static final int HOLDERS = 4;

    /** Measures the server, with this agent, options included, if there is one; throws if a child fails. */
    LoopMeasurement run(Optional<String> agent) throws IOException {
        Path directory = Files.createTempDirectory("nowait-limit-");
        Path summary = directory.resolve("summary.json");
        Path log = directory.resolve("gc.log");
        try (ChildJvm server =
                ChildJvm.start(java, flags(agent, summary, log), LoopServer.class, serverArguments(), limit())) {
            ClientReport client = load(server);
            server.closeInput();
            LoopReport report = JSON.std.beanFrom(LoopReport.class, server.readLine());
            server.awaitSuccess();
            Optional<AgentSummary> counted =
                    agent.isPresent() ? Optional.of(AgentSummary.read(summary)) : Optional.empty();
            return LoopMeasurement.of(client, report, Pauses.read(log), counted);
        } finally {
            Files.deleteIfExists(summary);
            Files.deleteIfExists(log);
            Files.delete(directory);
        }
    }

    private ClientReport load(ChildJvm server) throws IOException {
        List<String> arguments = new ArrayList<>(load.arguments());
        arguments.add(server.readLine());
        try (ChildJvm client = ChildJvm.start(java, List.of("-Xmx256m"), LoadClient.class, arguments, limit())) {
            expect(LoadClient.MEASURING, client);
            server.send(LoopServer.BEGIN);
            expect(LoopServer.BEGIN, server);
            ClientReport report = JSON.std.beanFrom(ClientReport.class, client.readLine());
            client.awaitSuccess();
            return report;
        }
    }

    private static void expect(String line, ChildJvm child) throws IOException {
        String said = child.readLine();
        if (!said.equals(line)) {
            throw new IOException("\"" + said + "\" instead of \"" + line + "\"");
        }
    }

    private List<String> flags(Optional<String> agent, Path summary, Path log) throws IOException {
        List<String> flags = new ArrayList<>();
        agent.ifPresent(options -> flags.add("-javaagent:" + options + "summary=" + summary));
        flags.addAll(Jdk.of(java).nettyFlags());
        flags.addAll(List.of(
                collector,
                Pauses.flag(log),
                "-Xmx256m",
                "-XX:MaxDirectMemorySize=" + limitMegabytes + "m",
                "-Dio.netty.allocator.type=unpooled",
                "-Dio.netty.maxDirectMemory=0",
                "-Dio.netty.leakDetection.level=disabled"));
        return flags;
    }

    private int limit() {
        return load.warmup + load.seconds + GRACE_SECONDS;
    }

    private List<String> serverArguments() {
        long held = ((long) limitMegabytes << 20) - ((long) leftKilobytes << 10);
        return List.of(
                String.valueOf(EVENT_LOOPS),
                String.valueOf(HOLDERS),
                String.valueOf(held),
                String.valueOf(load.longest),
                String.valueOf(drop));
    }
}
