package io.nowait.agent.it.readers;

import io.nowait.agent.it.semantics.Check;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** For child programs: an executor, each worker of which has taken tasks. */
final class Workers implements AutoCloseable {
    static final int COUNT = 3;

    private final ExecutorService executor = Executors.newFixedThreadPool(COUNT);

    Workers() throws Exception {
        CyclicBarrier all = new CyclicBarrier(COUNT);
        for (int round = 0; round < 3; round++) {
            Future<?>[] tasks = new Future<?>[COUNT];
            for (int i = 0; i < COUNT; i++) {
                tasks[i] = executor.submit((Callable<Integer>) all::await);
            }
            for (Future<?> task : tasks) {
                task.get();
            }
        }
    }

    /** Frees a buffer while a task uses it; whether it is then as it was. */
    boolean protectsATask(Shared shared) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ending = new CountDownLatch(1);
        Future<Boolean> intact = executor.submit(() -> {
            begun.countDown();
            ending.await();
            return shared.isIntact();
        });
        begun.await();
        shared.freeAndChurn();
        Check.that(!intact.isDone(), "the task has ended");
        ending.countDown();
        return intact.get();
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
