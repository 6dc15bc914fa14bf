package io.nowait.examples.limit.worse;

import io.nowait.examples.limit.Sides;
import io.nowait.examples.support.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Never worse: the same runs plain and with the agent; what the agent's side is refused the plain side must be refused, too, at the
 * same step, if not at once then in one of some more attempts. The exit status is 1 if not, or if the pool took no part.
 */
@Command(
        mixinStandardHelpOptions = true,
        name = "worse",
        description = "Looks for an OutOfMemoryError that the plain JDK does not give.")
public final class NeverWorse implements Callable<Integer> {
    @Mixin
    private Sides sides = new Sides();

    @Option(names = "--seeds", defaultValue = "200", description = "Seeds to run (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--first", defaultValue = "1", description = "The first of them (default: ${DEFAULT-VALUE}).")
    private long first;

    @Option(
            names = "--limit",
            defaultValue = "16",
            description = "Direct-memory limit, MiB (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--percent",
            split = ",",
            defaultValue = "50,75,90,99,100",
            description = "How much of it is asked for (default: ${DEFAULT-VALUE}).")
    private List<Integer> percent = List.of();

    @Option(
            names = "--collectors",
            split = ",",
            defaultValue = "Serial,Parallel,G1,Z",
            description = "Collectors, among which the seeds are shared out (default: ${DEFAULT-VALUE}).")
    private List<String> collectors = List.of();

    @Option(
            names = "--rest",
            defaultValue = "5300",
            description = "Milliseconds of rest before each percentage, with the agent: in 5000 the pool gets over"
                    + " a shortage (default: ${DEFAULT-VALUE}).")
    private long rest;

    @Option(
            names = "--jobs",
            defaultValue = "8",
            description = "JVMs at a time, which mostly rest (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--again",
            defaultValue = "5",
            description = "More attempts of the plain JDK's where it was not refused (default: ${DEFAULT-VALUE}).")
    private int again;

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.describe());
        boolean failed = false;
        for (Map.Entry<Integer, Path> jdk : sides.jdks().entrySet()) {
            failed |= fails(jdk.getKey(), groups(jdk.getValue()));
        }
        return failed ? 1 : 0;
    }

    /** The seeds, shared out among the collectors, half of each with all threads non-blocking. */
    private List<Group> groups(Path java) {
        List<Group> groups = new ArrayList<>();
        int count = 2 * collectors.size();
        for (int i = 0; i < count; i++) {
            int share = i;
            List<Long> its = LongStream.range(first, first + seeds)
                    .filter(seed -> seed % count == share)
                    .boxed()
                    .toList();
            if (!its.isEmpty()) {
                groups.add(new Group(java, collectors.get(i / 2), i % 2 == 1, limit, percent, its));
            }
        }
        return groups;
    }

    private boolean fails(int jdk, List<Group> groups) throws Exception {
        long began = System.nanoTime();
        Comparison comparison = new Comparison(again);
        ExecutorService jvms = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<Group.Ran>> plain = start(jvms, groups, Optional.empty(), 0);
            List<Future<Group.Ran>> nowait = start(jvms, groups, sides.agent(), rest);
            for (int i = 0; i < groups.size(); i++) {
                comparison.add(groups.get(i), plain.get(i).get(), nowait.get(i).get());
            }
        } finally {
            jvms.shutdownNow();
        }
        System.out.printf(
                "JDK %d, seeds %d to %d, limit %d MiB, in %.0f s: %s%n",
                jdk, first, first + seeds - 1, limit, (System.nanoTime() - began) / 1e9, comparison);
        return comparison.fails();
    }

    private static List<Future<Group.Ran>> start(
            ExecutorService jvms, List<Group> groups, Optional<String> agent, long restMillis) {
        List<Future<Group.Ran>> started = new ArrayList<>();
        for (Group group : groups) {
            started.add(jvms.submit(() -> group.run(agent, restMillis)));
        }
        return started;
    }
}
