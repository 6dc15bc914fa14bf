package io.nowait.runtime.reserve;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Numbers;
import io.nowait.runtime.page.RunTable;
import io.nowait.runtime.reclaim.GracePeriods;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost a thread that found no run to decide whether it may wait?
 *
 * <p>In the runtime's package, to ask just that: the thread has its reserve in its hand by then. What the agent's rule takes, once in a
 * thread's life, is not in it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ContextBenchmark implements ContextRule {
    private static final int LOOPS = 64;

    /** Who asks: a thread that may wait, without and beside event loops; a selector loop; a thread that the rule knows. */
    @Param({"alone", "beside", "loop", "known"})
    public String caller = "alone";

    private final List<Selector> selectors = new ArrayList<>();
    private final GracePeriods grace = new GracePeriods(new Numbers());
    private final boolean site = Boolean.getBoolean("nowait.benchmark.site");
    private @Nullable Contexts contexts;
    private @Nullable Reserve mine;

    /**
     * Makes the reserve, and the readers.
     *
     * @throws IOException when no selector is to be had
     * @throws InterruptedException when interrupted meanwhile
     */
    @Setup
    public void prepare() throws IOException, InterruptedException {
        Reserves reserves = new Reserves(new RunTable(), this);
        contexts = new Contexts(reserves, grace, false);
        mine = reserves.mine();
        if (caller.equals("beside")) {
            for (int i = 0; i < LOOPS; i++) {
                Thread loop = new Thread(this::select);
                loop.start();
                loop.join();
            }
        }
        if (caller.equals("loop")) {
            select();
        }
    }

    private void select() {
        try {
            Selector selector = Selector.open();
            synchronized (selectors) {
                selectors.add(selector);
            }
            grace.back(selector);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Closes the selectors.
     *
     * @throws IOException when one cannot be closed
     */
    @TearDown
    public void close() throws IOException {
        for (Selector selector : selectors) {
            selector.close();
        }
    }

    /**
     * Nothing: what an operation costs that only returns.
     *
     * @return false
     */
    @Benchmark
    public boolean nothing() {
        return site;
    }

    /**
     * One decision.
     *
     * @return whether the caller may not wait
     */
    @Benchmark
    public boolean decide() {
        return contexts.isNonBlocking(mine, site);
    }

    @Override
    public @Nullable String nonBlockingBecause(Thread thread) {
        return caller.equals("known") ? "known" : null;
    }
}
