package io.nowait.examples.limit.loop;

import io.nowait.examples.limit.Sides;
import io.nowait.examples.support.Machine;
import io.nowait.examples.support.load.Body;
import io.nowait.examples.support.load.Load;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The event loop at the limit: a Netty server whose blocking threads hold direct memory near the limit, plain and with the
 * agent, in turns, on each JDK under each collector.
 *
 * <p>The exit status is 1 if a child failed, an answer had a wrong byte, the agent counts an error of its own, or an
 * event loop was refused memory with the agent and not without; it does not depend on how fast anything was.
 */
@Command(
        mixinStandardHelpOptions = true,
        name = "loops",
        description = "Times the allocations of a Netty server's event loops near the limit.")
public final class Loops implements Callable<Integer> {
    @Mixin
    private Sides sides = new Sides();

    @Option(
            names = "--collectors",
            split = ",",
            defaultValue = "G1,Parallel,Z",
            description = "Collectors (default: ${DEFAULT-VALUE}).")
    private List<String> collectors = List.of();

    @Option(names = "--turns", defaultValue = "2", description = "Turns of each side (default: ${DEFAULT-VALUE}).")
    private int turns;

    @Option(names = "--rate", defaultValue = "5000", description = "Requests a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--connections", defaultValue = "32", description = "Connections (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--longest",
            defaultValue = "16384",
            description = "Longest answer in bytes, 4096 to 65536" + " (default: ${DEFAULT-VALUE}).")
    private int longest;

    @Option(names = "--warmup", defaultValue = "4", description = "Seconds not measured (default: ${DEFAULT-VALUE}).")
    private int warmup;

    @Option(names = "--seconds", defaultValue = "8", description = "Seconds measured (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--limit",
            defaultValue = "64",
            description = "Direct-memory limit, MiB (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--left",
            defaultValue = "4",
            description = "What the blocking threads leave of the limit, KiB (default: ${DEFAULT-VALUE}).")
    private int left;

    @Option(
            names = "--drop",
            description = "The blocking threads leave their buffers to the collector instead of freeing them.")
    private boolean drop;

    @Override
    public Integer call() throws IOException {
        LoopTable table = new LoopTable();
        boolean failed = false;
        for (Map.Entry<Integer, Path> jdk : sides.jdks().entrySet()) {
            for (String collector : collectors) {
                String name = jdk.getKey() + " " + collector;
                LoopTurn turn = new LoopTurn(jdk.getValue(), "-XX:+Use" + collector + "GC", limit, left, drop, load());
                LoopMeasurement[] measured = measure(name, turn);
                table.add(name, measured[0], measured[1]);
                failed |= failed(name, measured[0], measured[1]);
            }
        }
        System.out.printf(
                "%s%n%d requests/s of %d to %d bytes for %d s after %d s, %d turns; limit %d MiB, of which 4"
                        + " blocking threads leave %d KiB, and %s the last quarter%n%n%s%n",
                Machine.describe(),
                rate,
                Body.SHORTEST,
                longest,
                seconds,
                warmup,
                turns,
                limit,
                left,
                drop ? "drop" : "hold and free",
                table);
        return failed ? 1 : 0;
    }

    private LoopMeasurement[] measure(String name, LoopTurn turn) throws IOException {
        LoopMeasurement[] sum = {null, null};
        for (int i = 1; i <= turns; i++) {
            System.err.printf("%s, turn %d of %d%n", name, i, turns);
            LoopMeasurement plain = turn.run(sides.plain());
            LoopMeasurement nowait = turn.run(sides.agent());
            sum[0] = sum[0] == null ? plain : sum[0].plus(plain);
            sum[1] = sum[1] == null ? nowait : sum[1].plus(nowait);
        }
        return sum;
    }

    private static boolean failed(String name, LoopMeasurement plain, LoopMeasurement nowait) {
        long errors = nowait.summary().map(summary -> summary.errors()).orElse(0L);
        boolean worse = nowait.refused() > 0 && plain.refused() == 0;
        boolean wrong = plain.wrongBytes() + nowait.wrongBytes() > 0;
        if (worse || wrong || errors > 0) {
            System.out.printf(
                    "FAILED %s: refused on loops %d (plain %d), wrong bytes %d, errors of the agent %d%n",
                    name, nowait.refused(), plain.refused(), nowait.wrongBytes(), errors);
        }
        return worse || wrong || errors > 0;
    }

    private Load load() {
        Load load = new Load();
        load.rate = rate;
        load.connections = connections;
        load.longest = longest;
        load.warmup = warmup;
        load.seconds = seconds;
        load.tolerant = true;
        return load;
    }
}
