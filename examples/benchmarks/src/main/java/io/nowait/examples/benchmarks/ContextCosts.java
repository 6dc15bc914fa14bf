package io.nowait.examples.benchmarks;

import io.nowait.runtime.reserve.ContextBenchmark;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/**
 * What it costs, after a miss, to decide whether the caller may wait: the operation less one that does nothing. Prints one line for
 * each kind of caller, medians.
 */
public final class ContextCosts {
    /** What the agent opens to the runtime. */
    private static final List<String> OPEN = List.of(
            "--add-exports=java.base/jdk.internal.access=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED");

    private final Arguments arguments;
    private final Jvm jvm;

    private ContextCosts(Arguments arguments) {
        this.arguments = arguments;
        this.jvm = Jvm.at(arguments.jvm);
    }

    /**
     * Runs it; takes the options of {@link Benchmarks} but for points, sizes and sides.
     *
     * @throws RunnerException when a fork fails
     */
    public static void main(String[] args) throws RunnerException {
        try {
            new ContextCosts(Arguments.parse(args)).run();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private void run() throws RunnerException {
        System.out.printf("JDK %d, nanoseconds a decision, medians of %d forks%n", jvm.feature(), arguments.rounds);
        print("may wait, no event loop there", "alone");
        print("may wait, 64 event loops there", "beside");
        print("selector loop", "loop");
        print("known by its thread", "known");
    }

    private void print(String title, String caller) throws RunnerException {
        double[] nothing = new double[arguments.rounds];
        double[] decide = new double[arguments.rounds];
        for (int round = 0; round < arguments.rounds; round++) {
            nothing[round] = score("nothing", caller);
            decide[round] = score("decide", caller);
        }
        System.out.printf(
                Locale.ROOT,
                "%-30s nothing %5.2f  decide %5.2f  difference %5.2f%n",
                title,
                Medians.of(nothing),
                Medians.of(decide),
                Medians.of(decide) - Medians.of(nothing));
    }

    private double score(String method, String caller) throws RunnerException {
        return new Fork(arguments, jvm)
                .jvmArguments(OPEN)
                .parameter("caller", caller)
                .score(ContextBenchmark.class, method);
    }
}
