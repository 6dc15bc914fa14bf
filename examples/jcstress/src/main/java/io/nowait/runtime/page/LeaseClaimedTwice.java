package io.nowait.runtime.page;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nowait.examples.jcstress.Fields;
import java.lang.invoke.VarHandle;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Two threads claim one lease: a second free, or the collector's proof against a free.
 *
 * <p>Results: who was told that it is theirs to give back.
 */
public class LeaseClaimedTwice {
    private static final ByteBuffer ROOT = ByteBuffer.allocate(1);
    private static final ReferenceQueue<ByteBuffer> DROPPED = new ReferenceQueue<>();
    private static final Run RUN = new Runs(1).run(0);
    private static final VarHandle STATE = Fields.of(Lease.class, "state", int.class);

    /** A live lease. */
    public static class Shared {
        final Lease lease = new Lease(ROOT, DROPPED, RUN, 1, 0);
    }

    @JCStressTest
    @Description("A claim is a compare-and-set: exactly one wins.")
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "one of them")
    @Outcome(expect = FORBIDDEN, desc = "the run is given back twice, or never")
    @State
    public static class Real extends Shared {
        @Actor
        public void first(ZZ_Result result) {
            result.r1 = lease.claim(1);
        }

        @Actor
        public void second(ZZ_Result result) {
            result.r2 = lease.claim(2);
        }
    }

    @JCStressTest
    @Description("A claim by a read and a write: both may win.")
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "one of them")
    @Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "the run is given back twice")
    @Outcome(expect = FORBIDDEN)
    @State
    public static class Weakened extends Shared {
        @Actor
        public void first(ZZ_Result result) {
            result.r1 = claim(1);
        }

        @Actor
        public void second(ZZ_Result result) {
            result.r2 = claim(2);
        }

        private boolean claim(int claimant) {
            boolean live = lease.isLive();
            if (live) {
                STATE.setOpaque(lease, claimant);
            }
            return live;
        }
    }
}
