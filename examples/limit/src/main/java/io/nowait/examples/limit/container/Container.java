package io.nowait.examples.limit.container;

import io.nowait.examples.limit.Sides;
import io.nowait.examples.support.Jdk;
import io.nowait.examples.support.Table;
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
 * A small container: a program that uses all that its direct-memory limit allows, plain and with the agent, in turns, under higher and
 * higher limits until the plain side is killed.
 *
 * <p>The exit status is 1 if a side with the agent is killed or refused memory where the plain one gets through with {@code --cost} more,
 * or, at the first limit, where the plain one gets through at all; and if the agent by itself does not choose the preset {@code small}.
 */
@Command(
        mixinStandardHelpOptions = true,
        name = "container",
        description = "Runs a program that needs most of a small container.")
public final class Container implements Callable<Integer> {
    private static final long MEBI = 1 << 20;

    /** Each block of the C library's is a mapping of its own: its heap's fragmentation would decide who is killed. */
    private static final String EXACT = "MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=4096";

    @Mixin
    private Sides sides = new Sides();

    @Option(
            names = "--memory",
            defaultValue = "256",
            description = "The container's memory, MiB (default: ${DEFAULT-VALUE}).")
    private int memory;

    @Option(names = "--heap", defaultValue = "96", description = "The heap, MiB (default: ${DEFAULT-VALUE}).")
    private int heap;

    @Option(
            names = "--limits",
            split = ",",
            defaultValue = "96,100,104,108,112,116,120,124,128",
            description = "Direct-memory limits, MiB (default: ${DEFAULT-VALUE}).")
    private List<Integer> limits;

    @Option(
            names = "--cost",
            defaultValue = "16",
            description = "What the agent itself may take, MiB (default: ${DEFAULT-VALUE}).")
    private int cost;

    @Option(names = "--turns", defaultValue = "2", description = "Turns of each side (default: ${DEFAULT-VALUE}).")
    private int turns;

    @Option(names = "--seconds", defaultValue = "10", description = "Seconds of each turn (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--held",
            defaultValue = "88",
            description = "Percent of the direct memory that is in use (default:" + " ${DEFAULT-VALUE}).")
    private int held;

    @Option(
            names = "--malloc",
            defaultValue = EXACT,
            description = "Settings of the C library, in the environment (default: ${DEFAULT-VALUE}).")
    private String malloc;

    @Override
    public Integer call() throws IOException {
        boolean right = true;
        for (Map.Entry<Integer, Path> jdk : sides.jdks().entrySet()) {
            right &= isRight(jdk.getKey(), jdk.getValue());
        }
        return right ? 0 : 1;
    }

    private boolean isRight(int feature, Path java) throws IOException {
        List<Optional<String>> agents =
                List.of(sides.plain(), sides.agent(), sides.agent().map(agent -> agent + "preset=small,"));
        Table table = new Table(List.of("JDK " + feature + ", limit MiB", "plain", "nowait", "nowait preset=small"));
        Border border = new Border(agents.size());
        boolean small = true;
        String cage = "";
        for (int limit : limits) {
            List<String> row = new ArrayList<>(List.of(String.valueOf(limit)));
            for (int side = 0; side < agents.size(); side++) {
                List<Turn> done = new ArrayList<>();
                for (int i = 0; i < turns && done.stream().noneMatch(Turn::failed); i++) {
                    done.add(turn(java, agents.get(side), limit));
                }
                Turn last = done.get(done.size() - 1);
                cage = last.cage();
                small &= side == 0 || last.failed() || last.preset().equals("small");
                border.got(side, limit, !last.failed());
                row.add(show(done));
            }
            table.add(row);
            if (border.hasPlainFailed()) {
                break;
            }
        }
        System.out.printf("%d MiB (%s), heap %d MiB%n%s%n%n", memory, cage, heap, table);
        return small && border.isRight(cost);
    }

    private static String show(List<Turn> turns) {
        Turn last = turns.get(turns.size() - 1);
        long peak = turns.stream().mapToLong(Turn::peak).max().orElseThrow();
        String preset = last.preset().isEmpty() ? "" : ", " + last.preset();
        return last.failed() ? last.failure() : "peak %.0f%s".formatted((double) peak / MEBI, preset);
    }

    private Turn turn(Path java, Optional<String> agent, int limit) throws IOException {
        List<String> flags = new ArrayList<>(Jdk.of(java).nettyFlags());
        agent.ifPresent(options -> flags.add("-javaagent:" + options.substring(0, options.length() - 1)));
        // A full heap is not what this is about.
        long heapBytes = heap * MEBI;
        Turn.Sizes sizes = new Turn.Sizes(
                memory * MEBI, heapBytes, heapBytes * 2 / 3, limit * MEBI, limit * MEBI * held / 100, seconds);
        return Turn.run(java, flags, malloc, sizes);
    }
}
