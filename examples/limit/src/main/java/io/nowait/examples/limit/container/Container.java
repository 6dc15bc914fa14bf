package io.nowait.examples.limit.container;

import com.fasterxml.jackson.jr.ob.JSON;
import io.nowait.examples.limit.Sides;
import io.nowait.examples.support.ChildJvm;
import io.nowait.examples.support.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A small container: a program that needs most of it, plain and with the agent, in turns. The exit status is 1 if with the agent it is
 * killed or refused memory, and plain it never is.
 */
@Command(
        mixinStandardHelpOptions = true,
        name = "container",
        description = "Runs a program that needs most of a small container.")
public final class Container implements Callable<Integer> {
    private static final int MEBI = 1 << 20;

    @Mixin
    private Sides sides = new Sides();

    @Option(
            names = "--memory",
            defaultValue = "256",
            description = "The container's memory, MiB (default: ${DEFAULT-VALUE}).")
    private int memory;

    @Option(names = "--heap", defaultValue = "96", description = "The heap, MiB (default: ${DEFAULT-VALUE}).")
    private int heap;

    @Option(names = "--turns", defaultValue = "2", description = "Turns of each side (default: ${DEFAULT-VALUE}).")
    private int turns;

    @Option(names = "--seconds", defaultValue = "20", description = "Seconds of each turn (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--held",
            defaultValue = "88",
            description = "Percent of heap and direct memory that is in use (default:" + " ${DEFAULT-VALUE}).")
    private int held;

    @Override
    public Integer call() throws IOException {
        boolean worse = false;
        for (Map.Entry<Integer, Path> jdk : sides.jdks().entrySet()) {
            boolean plainFails = false;
            boolean nowaitFails = false;
            for (int i = 1; i <= turns; i++) {
                plainFails |= fails(jdk, "plain", sides.plain());
                nowaitFails |= fails(jdk, "nowait", sides.agent());
            }
            worse |= nowaitFails && !plainFails;
        }
        return worse ? 1 : 0;
    }

    private boolean fails(Map.Entry<Integer, Path> jdk, String side, Optional<String> agent) throws IOException {
        String direct = String.valueOf((long) heap * held / 100 * MEBI);
        List<String> flags = new ArrayList<>(Jdk.of(jdk.getValue()).nettyFlags());
        agent.ifPresent(options -> flags.add("-javaagent:" + options.substring(0, options.length() - 1)));
        flags.add("-Xmx" + heap + "m");
        try (Cage cage = Cage.of(jdk.getValue(), (long) memory * MEBI);
                ChildJvm child = ChildJvm.start(
                        cage.java(),
                        flags,
                        Tight.class,
                        List.of(direct, direct, String.valueOf(seconds)),
                        90 + seconds)) {
            System.out.printf("JDK %d %s in %d MiB (%s): ", jdk.getKey(), side, memory, cage);
            Map<String, Object> figures;
            try {
                figures = JSON.std.mapFrom(child.readLine());
                child.awaitSuccess();
            } catch (IOException e) {
                System.out.println(e.getMessage());
                return true;
            }
            System.out.printf("peak %.1f MiB, %s%n", ((Number) figures.get("peak")).doubleValue() / MEBI, figures);
            return !figures.get("refused").equals(0);
        }
    }
}
