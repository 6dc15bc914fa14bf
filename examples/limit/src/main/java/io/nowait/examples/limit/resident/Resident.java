package io.nowait.examples.limit.resident;

import com.fasterxml.jackson.jr.ob.JSON;
import io.nowait.examples.limit.Sides;
import io.nowait.examples.support.ChildJvm;
import io.nowait.examples.support.Jdk;
import io.nowait.examples.support.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Resident memory: what many threads that allocated once leave behind, and what buffers that round badly cost.
 *
 * <p>The exit status is 1 if a child failed: it was refused memory, or the pool's books were not in order.
 */
@Command(
        mixinStandardHelpOptions = true,
        name = "resident",
        description = "Looks at what is held in memory after threads by the thousand, and under rounding.")
public final class Resident implements Callable<Integer> {
    private static final int MEBI = 1 << 20;
    private static final Set<String> COUNTS = Set.of("buffers", "pins", "started", "processors", "threads", "failures");

    @Mixin
    private Sides sides = new Sides();

    @Option(
            names = "--sleepers",
            defaultValue = "200",
            description = "Threads that allocate once and sleep (default:" + " ${DEFAULT-VALUE}).")
    private int sleepers;

    @Option(
            names = "--sleep",
            defaultValue = "120",
            description = "Seconds until they are looked at (default:" + " ${DEFAULT-VALUE}).")
    private int sleep;

    @Option(names = "--virtual", defaultValue = "100000", description = "Virtual threads (default: ${DEFAULT-VALUE}).")
    private int virtual;

    @Option(
            names = "--threads",
            defaultValue = "1000000",
            description = "Short-lived threads (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--most",
            defaultValue = "1200",
            description = "Seconds after which no more of them are started (default:" + " ${DEFAULT-VALUE}).")
    private int most;

    @Option(
            names = "--limit",
            defaultValue = "64",
            description = "Direct-memory limit, MiB (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() throws IOException {
        for (Map.Entry<Integer, Path> jdk : sides.jdks().entrySet()) {
            String on = ", JDK " + jdk.getKey() + ", MiB";
            both(jdk.getValue(), sleepers + " sleepers" + on, Sleepers.class, sleepers, sleep);
            if (jdk.getKey() >= 21) {
                both(jdk.getValue(), virtual + " virtual threads" + on, ShortLived.class, "virtual", virtual, most);
            }
            both(jdk.getValue(), threads + " short-lived threads" + on, ShortLived.class, "platform", threads, most);
            both(jdk.getValue(), "5 KiB buffers" + on, Rounding.class, (long) limit * MEBI);
        }
        return 0;
    }

    private void both(Path java, String title, Class<?> main, Object... arguments) throws IOException {
        Map<String, Object> plain = run(java, sides.plain(), main, arguments);
        Map<String, Object> nowait = run(java, sides.agent(), main, arguments);
        Set<String> names = new LinkedHashSet<>(plain.keySet());
        names.addAll(nowait.keySet());
        Table table = new Table(List.of(title, "plain", "nowait"));
        names.forEach(name -> table.add(List.of(name, show(name, plain.get(name)), show(name, nowait.get(name)))));
        System.out.println(table + "\n");
    }

    private static String show(String name, Object value) {
        if (!(value instanceof Number number)) {
            return "-";
        }
        return COUNTS.contains(name) ? number.toString() : "%.2f".formatted(number.doubleValue() / MEBI);
    }

    private Map<String, Object> run(Path java, Optional<String> agent, Class<?> main, Object... arguments)
            throws IOException {
        List<String> flags = new ArrayList<>(Jdk.of(java).nettyFlags());
        agent.ifPresent(options -> flags.add("-javaagent:" + options.substring(0, options.length() - 1)));
        flags.addAll(List.of("-Xmx256m", "-Xms256m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=" + limit + "m"));
        flags.add("--add-exports=java.base/sun.nio.ch=ALL-UNNAMED");
        List<String> words = new ArrayList<>();
        for (Object argument : arguments) {
            words.add(String.valueOf(argument));
        }
        try (ChildJvm child = ChildJvm.start(java, flags, main, words, sleep + most + 120)) {
            Map<String, Object> figures = JSON.std.mapFrom(child.readLine());
            child.awaitSuccess();
            return figures;
        }
    }
}
