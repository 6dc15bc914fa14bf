package io.nowait.runtime.page;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nowait.examples.jcstress.Meeting;
import io.nowait.runtime.nullness.Nullable;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A thread pops a run while another pops that one and the next, and pushes the first again: the top is the same as before, what lies
 * below is not.
 *
 * <p>Results: runs that are in two places, and runs that are nowhere.
 */
public class RunPoppedTwice {
    private static final int COUNT = 3;

    /** Three runs, and who has taken which. */
    public static class Shared {
        final Runs runs = new Runs(COUNT);
        final Meeting meeting = new Meeting();

        @Nullable
        Run first;

        @Nullable
        Run second;

        /** Adds up who has a run; the stack's are those from the top down. */
        void audit(@Nullable Run top, II_Result result) {
            int[] places = new int[COUNT + 1];
            count(first, places);
            count(second, places);
            for (Run run = top; run != null; run = Chain.below(runs.table, run)) {
                count(run, places);
            }
            for (int id = 1; id <= COUNT; id++) {
                result.r1 += places[id] > 1 ? 1 : 0;
                result.r2 += places[id] == 0 ? 1 : 0;
            }
        }

        private static void count(@Nullable Run run, int[] places) {
            if (run != null) {
                places[run.id]++;
            }
        }
    }

    @JCStressTest
    @Description("Each change of the head has another tag: a thread that was overtaken does not pop.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "each run in one place")
    @Outcome(expect = FORBIDDEN, desc = "a run in two places, or lost")
    @State
    public static class Real extends Shared {
        private final RunStack stack = new RunStack(runs.table);

        public Real() {
            for (int i = COUNT; i-- > 0; ) {
                stack.push(runs.run(i));
            }
        }

        @Actor
        public void one() {
            meeting.meet();
            first = stack.pop();
        }

        @Actor
        public void other() {
            meeting.meet();
            Run again = stack.pop();
            second = stack.pop();
            if (again != null) {
                stack.push(again);
            }
        }

        @Arbiter
        public void after(II_Result result) {
            audit(stack.top(stack.head()), result);
        }
    }

    @JCStressTest
    @Description("A stack without a tag takes the old top for the new.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "each run in one place")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "a run in two places")
    @Outcome(expect = FORBIDDEN)
    @State
    public static class Weakened extends Shared {
        private final AtomicInteger head = new AtomicInteger();

        public Weakened() {
            for (int i = COUNT; i-- > 0; ) {
                push(runs.run(i));
            }
        }

        private void push(Run run) {
            do {
                run.below = head.get();
            } while (!head.compareAndSet(run.below, run.id));
        }

        private @Nullable Run pop() {
            while (true) {
                Run top = runs.table.get(head.get());
                if (top == null || head.compareAndSet(top.id, top.below)) {
                    return top;
                }
            }
        }

        @Actor
        public void one() {
            meeting.meet();
            first = pop();
        }

        @Actor
        public void other() {
            meeting.meet();
            Run again = pop();
            second = pop();
            if (again != null) {
                push(again);
            }
        }

        @Arbiter
        public void after(II_Result result) {
            audit(runs.table.get(head.get()), result);
        }
    }
}
