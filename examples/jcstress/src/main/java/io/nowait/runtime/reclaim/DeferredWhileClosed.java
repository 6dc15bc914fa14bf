package io.nowait.runtime.reclaim;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nowait.examples.jcstress.Fields;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A thread puts the free of a buffer off while the reclaimer closes the list, on which another waits already.
 *
 * <p>Results: buffers in the batch, and in the one that is closed afterwards.
 */
public class DeferredWhileClosed {
    private static final ByteBuffer BUFFER = ByteBuffer.allocate(1);
    private static final VarHandle NEWEST = Fields.of(DeferredBuffers.class, "newest", AtomicReference.class);

    /** One buffer on the list. */
    public static class Shared {
        final DeferredBuffers deferred = new DeferredBuffers(new PendingBudget(1 << 20), (buffer, waited) -> {});

        Shared() {
            deferred.defer(BUFFER);
        }

        int close() {
            BufferBatch batch = (BufferBatch) deferred.close(null, true);
            return batch == null ? 0 : size(batch);
        }

        static int size(BufferBatch batch) {
            int size = 0;
            for (Deferred each = batch.first; each != null; each = each.next) {
                size++;
            }
            return size;
        }
    }

    @JCStressTest
    @Description("The list is taken by an exchange: no buffer is lost.")
    @Outcome(
            id = {"1, 1", "2, 0"},
            expect = ACCEPTABLE,
            desc = "each buffer once")
    @Outcome(expect = FORBIDDEN, desc = "lost or taken twice")
    @State
    public static class Real extends Shared {
        @Actor
        public void defer() {
            deferred.defer(BUFFER);
        }

        @Actor
        public void reclaimer(II_Result result) {
            result.r1 = close();
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r2 = close();
        }
    }

    @JCStressTest
    @Description("A list that is read and then emptied loses what was put on it in between.")
    @Outcome(
            id = {"1, 1", "2, 0"},
            expect = ACCEPTABLE,
            desc = "each buffer once")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "lost")
    @Outcome(expect = FORBIDDEN)
    @State
    public static class Weakened extends Shared {
        @SuppressWarnings("unchecked")
        private final AtomicReference<Deferred> newest = (AtomicReference<Deferred>) NEWEST.get(deferred);

        @Actor
        public void defer() {
            deferred.defer(BUFFER);
        }

        @Actor
        public void reclaimer(II_Result result) {
            BufferBatch batch = new BufferBatch(deferred);
            batch.first = newest.get();
            newest.set(null);
            result.r1 = size(batch);
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r2 = close();
        }
    }
}
