package io.nowait.runtime.reclaim;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nowait.examples.jcstress.Stores;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A thread becomes the first reader and looks for shared memory, while another unlinks it and frees it without waiting if there
 * is no reader.
 *
 * <p>Results: what the reader holds ({@link Memory}), and whether the other did not wait.
 */
public class FirstReader {
    /** No reader, and memory that one may find. */
    public static class Shared {
        final GracePeriods grace = new GracePeriods(thread -> 0);
        final Memory memory = new Memory();
        final Stores stores = new Stores();
    }

    @JCStressTest
    @Description("A full fence between unlinking and the question whether there are readers.")
    @Outcome(id = "0, [01]", expect = ACCEPTABLE, desc = "unlinked before it looked")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "holds it, and is waited for")
    @Outcome(expect = FORBIDDEN, desc = "holds reclaimed memory")
    @State
    public static class Real extends Shared {
        @Actor
        public void read() {
            grace.enter();
            memory.find();
        }

        @Actor
        public void free(II_Result result) {
            stores.make();
            memory.unlink();
            VarHandle.fullFence();
            result.r2 = memory.reclaimIf(!grace.readers().anyButCaller());
        }

        @Arbiter
        public void later(II_Result result) {
            result.r1 = memory.held();
        }
    }

    @JCStressTest
    @Description("Without the fence the unlinking may become visible after the question.")
    @Outcome(id = "0, [01]", expect = ACCEPTABLE, desc = "unlinked before it looked")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "holds it, and is waited for")
    @Outcome(id = "2, 1", expect = ACCEPTABLE_INTERESTING, desc = "holds reclaimed memory")
    @Outcome(expect = FORBIDDEN)
    @State
    public static class Weakened extends Shared {
        @Actor
        public void read() {
            grace.enter();
            memory.find();
        }

        @Actor
        public void free(II_Result result) {
            stores.make();
            memory.unlink();
            result.r2 = memory.reclaimIf(!grace.readers().anyButCaller());
        }

        @Arbiter
        public void later(II_Result result) {
            result.r1 = memory.held();
        }
    }
}
