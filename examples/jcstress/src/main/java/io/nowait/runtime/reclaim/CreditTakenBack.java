package io.nowait.runtime.reclaim;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nowait.examples.jcstress.Fields;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The owner spends of its credit of 100 bytes while the reclaimer takes all back.
 *
 * <p>Results: bytes spent, taken back, and left.
 */
public class CreditTakenBack {
    private static final int ALL = 100;
    private static final int SPENT = 60;
    private static final VarHandle LEFT = Fields.of(Credit.class, "left", int.class);

    /** A credit of 100 bytes. */
    public static class Shared {
        final Credit credit = new Credit();

        Shared() {
            credit.add(ALL);
        }
    }

    @JCStressTest
    @Description("Spending is a compare-and-set: no byte is spent and taken back.")
    @Outcome(
            id = {"60, 40, 0", "0, 100, 0"},
            expect = ACCEPTABLE,
            desc = "each byte once")
    @Outcome(expect = FORBIDDEN, desc = "bytes appeared or vanished")
    @State
    public static class Real extends Shared {
        @Actor
        public void owner(III_Result result) {
            result.r1 = credit.spend(SPENT) ? SPENT : 0;
        }

        @Actor
        public void reclaimer(III_Result result) {
            result.r2 = credit.takeAll();
        }

        @Arbiter
        public void left(III_Result result) {
            result.r3 = credit.takeAll();
        }
    }

    @JCStressTest
    @Description("Spending by a read and a write may undo that all was taken back.")
    @Outcome(
            id = {"60, 40, 0", "0, 100, 0"},
            expect = ACCEPTABLE,
            desc = "each byte once")
    @Outcome(id = "60, 100, 40", expect = ACCEPTABLE_INTERESTING, desc = "bytes appeared")
    @Outcome(expect = FORBIDDEN)
    @State
    public static class Weakened extends Shared {
        @Actor
        public void owner(III_Result result) {
            int left = (int) LEFT.getOpaque(credit);
            if (left >= SPENT) {
                LEFT.setOpaque(credit, left - SPENT);
                result.r1 = SPENT;
            }
        }

        @Actor
        public void reclaimer(III_Result result) {
            result.r2 = credit.takeAll();
        }

        @Arbiter
        public void left(III_Result result) {
            result.r3 = credit.takeAll();
        }
    }
}
