package io.nowait.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One run of one benchmark in a JVM of its own. */
final class Fork {
    private final ChainedOptionsBuilder options = new OptionsBuilder();
    private final List<String> jvmArguments;

    Fork(Arguments arguments, Jvm jvm) {
        jvmArguments = new ArrayList<>(jvm.arguments());
        jvmArguments.addAll(arguments.jvmArgs);
        TimeValue iteration = TimeValue.milliseconds(arguments.millis);
        options.forks(1)
                .jvm(jvm.java().toString())
                .warmupIterations(arguments.warmup)
                .warmupTime(iteration)
                .measurementIterations(arguments.iterations)
                .measurementTime(iteration)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    /** Adds arguments of the JVM. */
    Fork jvmArguments(List<String> more) {
        jvmArguments.addAll(more);
        return this;
    }

    /** Sets a parameter of the benchmark. */
    Fork parameter(String name, String value) {
        options.param(name, value);
        return this;
    }

    /**
     * Runs it.
     *
     * @return nanoseconds an operation
     * @throws RunnerException when the fork fails
     */
    double score(Class<?> benchmark, String method) throws RunnerException {
        options.include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
                .jvmArgs(jvmArguments.toArray(String[]::new));
        RunResult result = new Runner(options.build()).runSingle();
        return result.getPrimaryResult().getScore();
    }
}
