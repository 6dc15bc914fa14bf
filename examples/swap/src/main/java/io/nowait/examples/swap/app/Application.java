package io.nowait.examples.swap.app;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the application for a time, and prints its {@link Figures} once a second and at the end. */
@Command(
        name = "swap-application",
        mixinStandardHelpOptions = true,
        description = "Event loops read a shared direct buffer while one thread swaps it and frees the old one.")
public final class Application implements Callable<Integer> {
    /** What it prints when the loops begin. */
    public static final String BEGUN = "serving";

    @Option(names = "--seconds", defaultValue = "20", description = "How long (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--until-wrong", description = "End at the first wrong byte.")
    private boolean untilWrong;

    @Mixin
    private Load load = new Load();

    private Application() {}

    /** Runs it; the exit status is 0 whatever was found, 1 if a thread failed, 2 for a wrong option. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Application()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Findings findings = new Findings(System.out);
        Server server = new Server(load, findings);
        System.out.println(BEGUN);
        long begin = System.nanoTime();
        server.start();
        long second = TimeUnit.SECONDS.toNanos(1);
        for (int i = 1; i <= seconds; i++) {
            long rest = begin + i * second - System.nanoTime();
            if (untilWrong && findings.awaitWrong(rest)) {
                break;
            }
            TimeUnit.NANOSECONDS.sleep(begin + i * second - System.nanoTime());
            print(findings, begin);
        }
        server.end();
        print(findings, begin);
        return 0;
    }

    private static void print(Findings findings, long begin) {
        System.out.println(findings.figures((System.nanoTime() - begin) / 1e9));
    }
}
