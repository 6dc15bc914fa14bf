package io.nowait.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one fork: one side at one point and size. */
final class Trial {
    private final Arguments arguments;
    private final Jvm jvm;

    Trial(Arguments arguments, Jvm jvm) {
        this.arguments = arguments;
        this.jvm = jvm;
    }

    /**
     * Runs it and adds what it measured.
     *
     * @throws RunnerException when the fork fails
     * @throws IOException when the agent left no summary: it was not there, and plain figures would pass for its own
     */
    void run(Point point, int size, Side side, Measured into) throws RunnerException, IOException {
        if (side != Side.NOWAIT) {
            into.forks().add(fork(point, size, side, List.of()));
            return;
        }
        Path summary = Files.createTempFile("nowait-summary", ".json");
        try {
            String agent = "-javaagent:" + arguments.agent.toAbsolutePath() + "=summary=" + summary;
            into.forks().add(fork(point, size, side, List.of(agent)));
            into.hits().add(Outcomes.hitShare(Files.readString(summary)));
        } finally {
            Files.delete(summary);
        }
    }

    private RunResult fork(Point point, int size, Side side, List<String> agentArguments) throws RunnerException {
        List<String> jvmArguments = new ArrayList<>(jvm.arguments());
        jvmArguments.addAll(arguments.jvmArgs);
        jvmArguments.addAll(agentArguments);
        TimeValue iteration = TimeValue.milliseconds(arguments.millis);
        Options options = new OptionsBuilder()
                .include(point.include())
                .param("source", side.source.name())
                .param("size", Integer.toString(size))
                .operationsPerInvocation(point.operations(size))
                .forks(1)
                .jvm(jvm.java().toString())
                .jvmArgs(jvmArguments.toArray(String[]::new))
                .warmupIterations(arguments.warmup)
                .warmupTime(iteration)
                .measurementIterations(arguments.iterations)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        return new Runner(options).runSingle();
    }
}
