package io.nowait.runtime.reclaim;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nowait.examples.jcstress.Meeting;
import io.nowait.examples.jcstress.Stores;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A reader that is online uses memory and then announces a quiescent state, while another thread waits for that and reclaims.
 *
 * <p>Results: what the reader found in the memory (0, or 2 if it had been reclaimed), and what the other found when the grace period
 * was over: 1, the reader's last use; -1 if it was not over.
 */
public class Announcement {
    private static final int USED = 1;
    private static final int RECLAIMED = 2;
    private static final int NOT_OVER = -1;
    private static final Object SELECTOR = new Object();

    /** A reader that is online, in the list that is looked at late. */
    public static class Shared {
        final GracePeriods grace = new GracePeriods(thread -> -1);
        final Reader reader = grace.readers().add(Thread.currentThread());
        final long token;
        final Meeting meeting = new Meeting();
        final Stores stores = new Stores();
        int content;

        Shared() {
            reader.back(SELECTOR, grace);
            token = grace.start();
        }

        int use() {
            stores.make();
            int found = content;
            content = USED;
            return found;
        }

        int reclaim() {
            if (!grace.isOver(token)) {
                return NOT_OVER;
            }
            int found = content;
            content = RECLAIMED;
            return found;
        }
    }

    @JCStressTest
    @Description("What was done before the announcement happens before what follows the end of the grace period.")
    @Outcome(id = "0, -1", expect = ACCEPTABLE, desc = "waited for")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "over, and all uses seen")
    @Outcome(expect = FORBIDDEN, desc = "used after it was reclaimed")
    @State
    public static class Real extends Shared {
        @Actor
        public void read(II_Result result) {
            meeting.meet();
            result.r1 = use();
            reader.pass(SELECTOR, grace);
        }

        @Actor
        public void free(II_Result result) {
            meeting.meet();
            result.r2 = reclaim();
        }
    }

    @JCStressTest
    @Description("A reader that announces before its last use.")
    @Outcome(id = "0, -1", expect = ACCEPTABLE, desc = "waited for")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "over, and all uses seen")
    @Outcome(id = "[02], 0", expect = ACCEPTABLE_INTERESTING, desc = "used after it was reclaimed")
    @Outcome(expect = FORBIDDEN)
    @State
    public static class Weakened extends Shared {
        @Actor
        public void read(II_Result result) {
            meeting.meet();
            reader.pass(SELECTOR, grace);
            result.r1 = use();
        }

        @Actor
        public void free(II_Result result) {
            meeting.meet();
            result.r2 = reclaim();
        }
    }
}
