package io.nowait.runtime.page;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nowait.examples.jcstress.Fields;
import java.lang.invoke.VarHandle;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZZ_Result;

/**
 * A lease is claimed while the worker, at the direct limit, takes the waste of its run off the count.
 *
 * <p>Results: whether it was claimed, whether it was trued up, whether it says so then, and whether it says that it is claimed.
 */
public class LeaseTruedUp {
    private static final ByteBuffer ROOT = ByteBuffer.allocate(1);
    private static final ReferenceQueue<ByteBuffer> DROPPED = new ReferenceQueue<>();
    private static final Run RUN = new Runs(1).run(0);
    private static final VarHandle STATE = Fields.of(Lease.class, "state", int.class);

    /** A live lease. */
    public static class Shared {
        final Lease lease = new Lease(ROOT, DROPPED, RUN, 1, 0);
    }

    @JCStressTest
    @Description("The claimant knows whether the waste of the run still counts, and nothing unclaims the lease.")
    @Outcome(
            id = {"true, true, true, true", "true, false, false, true"},
            expect = ACCEPTABLE,
            desc = "one before the other")
    @Outcome(expect = FORBIDDEN, desc = "the run is counted wrongly or given back twice")
    @State
    public static class Real extends Shared {
        @Actor
        public void free(ZZZZ_Result result) {
            result.r1 = lease.claim(1);
        }

        @Actor
        public void worker(ZZZZ_Result result) {
            result.r2 = lease.trueUp();
        }

        @Arbiter
        public void after(ZZZZ_Result result) {
            result.r3 = lease.isTrued();
            result.r4 = lease.isClaimedBy(1);
        }
    }

    @JCStressTest
    @Description("Truing up by a read and a write may undo a claim.")
    @Outcome(
            id = {"true, true, true, true", "true, false, false, true"},
            expect = ACCEPTABLE,
            desc = "one before the other")
    @Outcome(id = "true, true, true, false", expect = ACCEPTABLE_INTERESTING, desc = "live again although claimed")
    @Outcome(id = "true, true, false, true", expect = ACCEPTABLE_INTERESTING, desc = "not told that it was trued up")
    @Outcome(expect = FORBIDDEN)
    @State
    public static class Weakened extends Shared {
        @Actor
        public void free(ZZZZ_Result result) {
            result.r1 = lease.claim(1);
        }

        @Actor
        public void worker(ZZZZ_Result result) {
            if (lease.isLive()) {
                STATE.setOpaque(lease, Integer.MIN_VALUE);
                result.r2 = true;
            }
        }

        @Arbiter
        public void after(ZZZZ_Result result) {
            result.r3 = lease.isTrued();
            result.r4 = lease.isClaimedBy(1);
        }
    }
}
