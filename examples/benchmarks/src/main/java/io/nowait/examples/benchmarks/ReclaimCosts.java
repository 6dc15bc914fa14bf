package io.nowait.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/**
 * What waiting for grace periods costs the threads of the application: announcing, and freeing. Prints one line a figure, plain and
 * under the agent in turns, and the medians.
 */
public final class ReclaimCosts {
    private final Arguments arguments;
    private final Jvm jvm;

    private ReclaimCosts(Arguments arguments) {
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
            new ReclaimCosts(Arguments.parse(args)).run();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private void run() throws RunnerException {
        System.out.printf(
                "JDK %d, nanoseconds an operation, medians of %d forks a side%n", jvm.feature(), arguments.rounds);
        compare("announcing at select", AnnounceBenchmark.class, "select", 0);
        compare("announcing at selectNow", AnnounceBenchmark.class, "selectNow", 0);
        compare("free of 4 KiB, no event loop", FreeBenchmark.class, "free", 0);
        compare("free of 4 KiB, 2 event loops", FreeBenchmark.class, "free", 2);
    }

    private void compare(String title, Class<?> benchmark, String method, int loops) throws RunnerException {
        List<Double> plain = new ArrayList<>();
        List<Double> nowait = new ArrayList<>();
        for (int round = 0; round < arguments.rounds; round++) {
            plain.add(fork(benchmark, method, loops, List.of()));
            nowait.add(fork(benchmark, method, loops, List.of("-javaagent:" + arguments.agent.toAbsolutePath())));
        }
        double before =
                Medians.of(plain.stream().mapToDouble(Double::doubleValue).toArray());
        double after =
                Medians.of(nowait.stream().mapToDouble(Double::doubleValue).toArray());
        System.out.printf(
                Locale.ROOT,
                "%-30s plain %6.2f  nowait %6.2f  difference %6.2f%n",
                title,
                before,
                after,
                after - before);
    }

    private double fork(Class<?> benchmark, String method, int loops, List<String> agent) throws RunnerException {
        Fork fork = new Fork(arguments, jvm).jvmArguments(agent);
        if (benchmark == FreeBenchmark.class) {
            fork.parameter("loops", Integer.toString(loops));
        }
        return fork.score(benchmark, method);
    }
}
