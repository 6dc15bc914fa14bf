package io.nowait.runtime.page;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nowait.examples.jcstress.Stores;
import io.nowait.runtime.nullness.Nullable;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The worker zeroes a run and hands it to the owner of a stock, who lends it.
 *
 * <p>Results: the extent of the dirt, the token, and a byte of the memory as the owner sees them; -1 if it got no run.
 */
public class RunHandedOver {
    private static final int TOKEN = 7;

    /** A dirty run. */
    public static class Shared {
        final Runs runs = new Runs(1);
        final Run run = runs.run(0);
        final Stores stores = new Stores();
        final ByteBuffer memory = ByteBuffer.allocate(1).put(0, (byte) 1);

        void zero() {
            stores.make();
            memory.put(0, (byte) 0);
            run.dirty = 0;
            run.token = TOKEN;
        }

        void see(@Nullable Run got, III_Result result) {
            result.r1 = got == null ? -1 : got.dirty;
            result.r2 = got == null ? -1 : (int) got.token;
            result.r3 = got == null ? -1 : memory.get(0);
        }
    }

    @JCStressTest
    @Description("Push and pop order what the worker did before what the owner sees.")
    @Outcome(
            id = {"-1, -1, -1", "0, 7, 0"},
            expect = ACCEPTABLE,
            desc = "nothing, or all of it")
    @Outcome(expect = FORBIDDEN, desc = "a run that is half zeroed")
    @State
    public static class Real extends Shared {
        private final RunStack clean = new RunStack(runs.table);

        @Actor
        public void worker() {
            zero();
            clean.push(run);
        }

        @Actor
        public void owner(III_Result result) {
            see(clean.pop(), result);
        }
    }

    @JCStressTest
    @Description("A run that is handed over before the work on it is done.")
    @Outcome(
            id = {"-1, -1, -1", "0, 7, 0"},
            expect = ACCEPTABLE,
            desc = "nothing, or all of it")
    @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "a run that is half zeroed")
    @State
    public static class Weakened extends Shared {
        private final RunStack clean = new RunStack(runs.table);

        @Actor
        public void worker() {
            clean.push(run);
            zero();
        }

        @Actor
        public void owner(III_Result result) {
            see(clean.pop(), result);
        }
    }
}
