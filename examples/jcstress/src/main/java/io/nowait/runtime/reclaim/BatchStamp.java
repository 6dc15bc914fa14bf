package io.nowait.runtime.reclaim;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A thread in a read section unlinks memory and puts its free off, and goes on using it, while the reclaimer closes a batch and
 * reclaims it if its grace period is over.
 *
 * <p>Results: what the reader holds ({@link Memory}), and whether the free was in the batch.
 */
public class BatchStamp {
    private static final ByteBuffer BUFFER = ByteBuffer.allocate(1);

    /** A reader that is offline, and memory that waits in the place of a buffer. */
    public static class Shared {
        final GracePeriods grace = new GracePeriods(thread -> 0);
        final Reader reader = grace.readers().add(Thread.currentThread());
        final Memory memory = new Memory();
        final PendingBudget budget = new PendingBudget(1 << 20);
        final DeferredBuffers deferred = new DeferredBuffers(budget, (buffer, waited) -> memory.reclaimIf(true));

        void replace() {
            reader.enterSection(grace);
            memory.find();
            memory.unlink();
            deferred.defer(BUFFER);
        }
    }

    @JCStressTest
    @Description("The grace period of a batch begins after the last thing was put into it.")
    @Outcome(id = "1, [01]", expect = ACCEPTABLE, desc = "waited for")
    @Outcome(expect = FORBIDDEN, desc = "holds reclaimed memory")
    @State
    public static class Real extends Shared {
        final Reclaimer reclaimer = new Reclaimer(grace, budget, Long.MAX_VALUE, stall -> {});

        @Actor
        public void read() {
            replace();
        }

        @Actor
        public void reclaim(II_Result result) {
            Batch batch = deferred.close(null, true);
            reclaimer.add(batch);
            reclaimer.reclaimOver();
            result.r2 = batch == null ? 0 : 1;
        }

        @Arbiter
        public void later(II_Result result) {
            result.r1 = memory.held();
        }
    }

    @JCStressTest
    @Description("A grace period that began before the batch was closed: a reader may have come in between.")
    @Outcome(id = "1, [01]", expect = ACCEPTABLE, desc = "waited for")
    @Outcome(id = "2, 1", expect = ACCEPTABLE_INTERESTING, desc = "holds reclaimed memory")
    @Outcome(expect = FORBIDDEN)
    @State
    public static class Weakened extends Shared {
        @Actor
        public void read() {
            replace();
        }

        @Actor
        public void reclaim(II_Result result) {
            long token = grace.start();
            boolean early = grace.isOver(token);
            Batch batch = deferred.close(null, true);
            if (batch != null && (early || grace.isOver(token))) {
                batch.reclaim();
            }
            result.r2 = batch == null ? 0 : 1;
        }

        @Arbiter
        public void later(II_Result result) {
            result.r1 = memory.held();
        }
    }
}
