package io.nowait.runtime.page;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nowait.examples.jcstress.Fields;
import io.nowait.runtime.nullness.Nullable;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A thread pushes a run while the worker takes the whole stack, on which another run lies already.
 *
 * <p>Results: runs in the chain that was taken, and in the one that is taken afterwards.
 */
public class PushWhileTaken {
    private static final VarHandle HEAD = Fields.of(TaggedStack.class, "head", long.class);

    /** One run on a stack, and another that is not. */
    public static class Shared {
        final Runs runs = new Runs(2);
        final RunStack stack = new RunStack(runs.table);

        Shared() {
            stack.push(runs.run(0));
        }

        int length(@Nullable Run chain) {
            int length = 0;
            for (Run run = chain; run != null; run = Chain.below(runs.table, run)) {
                length++;
            }
            return length;
        }
    }

    @JCStressTest
    @Description("The stack is taken by a compare-and-set: no run is lost.")
    @Outcome(
            id = {"1, 1", "2, 0"},
            expect = ACCEPTABLE,
            desc = "each run once")
    @Outcome(expect = FORBIDDEN, desc = "lost or taken twice")
    @State
    public static class Real extends Shared {
        @Actor
        public void owner() {
            stack.push(runs.run(1));
        }

        @Actor
        public void worker(II_Result result) {
            result.r1 = length(stack.takeAll());
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r2 = length(stack.takeAll());
        }
    }

    @JCStressTest
    @Description("A stack that is read and then emptied loses what was pushed in between.")
    @Outcome(
            id = {"1, 1", "2, 0"},
            expect = ACCEPTABLE,
            desc = "each run once")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "lost")
    @Outcome(expect = FORBIDDEN)
    @State
    public static class Weakened extends Shared {
        @Actor
        public void owner() {
            stack.push(runs.run(1));
        }

        @Actor
        public void worker(II_Result result) {
            Run top = stack.top(stack.head());
            HEAD.setOpaque(stack, 0L);
            result.r1 = length(top);
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r2 = length(stack.takeAll());
        }
    }
}
