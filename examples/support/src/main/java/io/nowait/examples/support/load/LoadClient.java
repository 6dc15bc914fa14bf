package io.nowait.examples.support.load;

import com.fasterxml.jackson.jr.ob.JSON;
import io.nowait.examples.support.time.Histograms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Loads the server from a process of its own, checks every byte of every answer, and prints {@link #MEASURING} when the
 * warm-up is over and a {@link ClientReport} as one line of JSON at the end. A request that fails ends the client with
 * status 1, unless the load is tolerant: then it is counted, and its connection made anew.
 */
@Command(name = "load-client")
public final class LoadClient implements Callable<Integer> {
    /** The line on standard output that says that the warm-up is over. */
    public static final String MEASURING = "measuring";

    @Parameters(paramLabel = "PORT")
    private int port;

    @Mixin
    private Load load = new Load();

    private final LongAdder wrongBytes = new LongAdder();
    private final LongAdder failed = new LongAdder();

    private LoadClient() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new LoadClient()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < load.connections; i++) {
            connections.add(new Connection(port));
        }
        ExecutorService threads = Executors.newCachedThreadPool();
        ExecutorCompletionService<Void> work = new ExecutorCompletionService<>(threads);
        OpenLoop loop =
                new OpenLoop(Arrivals.poisson(load.rate, load.warmup + load.seconds), load.warmup, Clock.SYSTEM);
        connections.forEach(connection -> work.submit(() -> exchange(loop, connection)));
        loop.awaitEndOfWarmup();
        System.out.println(MEASURING);
        for (int i = 0; i < connections.size(); i++) {
            work.take().get();
        }
        long nanos = loop.measuredNanos();
        System.out.println(JSON.std.asString(
                new ClientReport(Histograms.encode(loop.responses()), nanos, wrongBytes.sum(), failed.sum())));
        threads.shutdown();
        return 0;
    }

    private Void exchange(OpenLoop loop, Connection connection) throws IOException {
        Connection[] current = {connection};
        try {
            loop.run(request -> {
                try {
                    byte[] answer = current[0].get("/" + request);
                    wrongBytes.add(Body.of(request, load.longest).wrongBytes(answer));
                } catch (IOException e) {
                    if (!load.tolerant) {
                        throw e;
                    }
                    failed.increment();
                    current[0].close();
                    current[0] = new Connection(port);
                }
            });
        } finally {
            current[0].close();
        }
        return null;
    }
}
