package io.nowait.runtime.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class RunStackTest {
    private final Slabs slabs = new Slabs(64 << 20);
    private final RunTable table = slabs.runs();

    private List<Run> runs(int count) {
        List<Run> runs = new ArrayList<>();
        while (runs.size() < count) {
            Run next;
            for (Run run = slabs.take(0, count - runs.size()); run != null; run = next) {
                next = Chain.below(table, run);
                runs.add(run);
            }
        }
        return runs;
    }

    @Test
    void theLastPushedIsPoppedFirst() {
        RunStack stack = new RunStack(table);
        List<Run> runs = runs(3);
        assertThat(stack.push(runs.get(0))).isEqualTo(1);
        assertThat(stack.push(runs.get(1))).isEqualTo(2);
        assertThat(stack.push(runs.get(2))).isEqualTo(3);
        assertThat(stack.pop()).isSameAs(runs.get(2));
        assertThat(stack.depth()).isEqualTo(2);
        assertThat(stack.pop()).isSameAs(runs.get(1));
        assertThat(stack.pop()).isSameAs(runs.get(0));
        assertThat(stack.pop()).isNull();
    }

    @Test
    void aPopThatWasOvertakenFailsEvenIfTheSameRunIsOnTopAgain() {
        RunStack stack = new RunStack(table);
        List<Run> runs = runs(3);
        stack.push(runs.get(0));
        stack.push(runs.get(1));
        long head = stack.head();
        Run top = stack.top(head);
        stack.pop();
        stack.pop();
        stack.push(runs.get(2));
        stack.push(runs.get(1));
        assertThat(stack.top(stack.head())).isSameAs(top);
        assertThat(stack.popIf(head, runs.get(1))).isFalse();
        assertThat(stack.depth()).isEqualTo(2);
    }

    @Test
    void allAreTakenAsOneChainAndPutBackOnlyOnAnEmptyStack() {
        RunStack stack = new RunStack(table);
        runs(5).forEach(stack::push);
        Run chain = stack.takeAll();
        assertThat(chain).isNotNull();
        assertThat(chain.depth()).isEqualTo(5);
        assertThat(stack.takeAll()).isNull();
        assertThat(stack.putAll(chain)).isTrue();
        assertThat(stack.depth()).isEqualTo(5);
        assertThat(stack.putAll(runs(1).get(0))).isFalse();
    }

    @Test
    void batchesKeepTheirChains() {
        RunStack stack = new RunStack(table);
        BatchStack batches = new BatchStack(table);
        for (int batch = 1; batch <= 3; batch++) {
            runs(batch).forEach(stack::push);
            batches.push(stack.takeAll());
        }
        assertThat(batches.depth()).isEqualTo(3);
        for (int batch = 3; batch >= 1; batch--) {
            assertThat(batches.pop().depth()).isEqualTo(batch);
        }
        assertThat(batches.pop()).isNull();
    }

    @Test
    void eachRunIsPoppedByOneThreadAtATime() throws Exception {
        RunStack left = new RunStack(table);
        RunStack right = new RunStack(table);
        List<Run> runs = runs(40);
        runs.forEach(left::push);
        int most = runs.stream().mapToInt(run -> run.id).max().getAsInt();
        AtomicIntegerArray holders = new AtomicIntegerArray(most + 1);
        Callable<Integer> mover = () -> {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            int clashes = 0;
            for (int i = 0; i < 300_000; i++) {
                RunStack from = random.nextBoolean() ? left : right;
                RunStack to = random.nextBoolean() ? left : right;
                boolean all = random.nextInt(64) == 0;
                Run next;
                for (Run run = all ? from.takeAll() : from.pop(); run != null; run = next) {
                    next = all ? Chain.below(table, run) : null;
                    clashes += holders.incrementAndGet(run.id) == 1 ? 0 : 1;
                    holders.decrementAndGet(run.id);
                    to.push(run);
                }
            }
            return clashes;
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            int clashes = 0;
            for (Future<Integer> done : threads.invokeAll(List.of(mover, mover, mover, mover))) {
                clashes += done.get();
            }
            assertThat(clashes).isZero();
        } finally {
            threads.shutdownNow();
        }
        assertThat(left.depth() + right.depth()).isEqualTo(40);
    }
}
