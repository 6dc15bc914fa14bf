package io.nowait.runtime.reclaim;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nowait.examples.jcstress.Meeting;
import io.nowait.examples.jcstress.Stores;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A reader goes online and looks for shared memory, while another thread unlinks it and asks whether a grace period is over.
 *
 * <p>Results: what the reader holds ({@link Memory}), and whether the grace period was over.
 */
public class GoingOnline {
    /** A reader that is offline, and memory that it may find. */
    public static class Shared {
        final GracePeriods grace = new GracePeriods(thread -> 0);
        final Reader reader = grace.readers().add(Thread.currentThread());
        final Memory memory = new Memory();
        final Meeting meeting = new Meeting();
        final Stores stores = new Stores();
    }

    @JCStressTest
    @Description("A section begins with a full fence: either it is waited for, or it finds nothing that was retired.")
    @Outcome(id = "0, [01]", expect = ACCEPTABLE, desc = "unlinked before it looked")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "holds it, and is waited for")
    @Outcome(expect = FORBIDDEN, desc = "holds reclaimed memory")
    @State
    public static class Real extends Shared {
        @Actor
        public void read() {
            meeting.meet();
            stores.make();
            reader.enterSection(grace);
            memory.find();
        }

        @Actor
        public void free(II_Result result) {
            meeting.meet();
            memory.unlink();
            result.r2 = memory.reclaimIf(grace.isOver(grace.start()));
        }

        @Arbiter
        public void later(II_Result result) {
            result.r1 = memory.held();
        }
    }

    @JCStressTest
    @Description("Without the fence the announcement may become visible after the reader has looked.")
    @Outcome(id = "0, [01]", expect = ACCEPTABLE, desc = "unlinked before it looked")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "holds it, and is waited for")
    @Outcome(id = "2, 1", expect = ACCEPTABLE_INTERESTING, desc = "holds reclaimed memory")
    @Outcome(expect = FORBIDDEN)
    @State
    public static class Weakened extends Shared {
        @Actor
        public void read() {
            meeting.meet();
            stores.make();
            reader.setRelease(grace.newest());
            memory.find();
        }

        @Actor
        public void free(II_Result result) {
            meeting.meet();
            memory.unlink();
            result.r2 = memory.reclaimIf(grace.isOver(grace.start()));
        }

        @Arbiter
        public void later(II_Result result) {
            result.r1 = memory.held();
        }
    }
}
