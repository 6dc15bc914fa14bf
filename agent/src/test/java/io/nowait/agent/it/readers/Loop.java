package io.nowait.agent.it.readers;

import io.nowait.agent.it.semantics.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/** For child programs: a thread that runs a selector loop, and whatever it is given within an iteration. */
final class Loop implements AutoCloseable {
    /** One way to select. */
    @FunctionalInterface
    interface Selecting {
        void by(Selector selector) throws IOException;
    }

    final Selector selector;
    private final Queue<FutureTask<?>> tasks = new ConcurrentLinkedQueue<>();
    private final Selecting selecting;
    private final Thread thread;
    private volatile boolean ended;

    /** Started; {@code selecting} is what begins each iteration. */
    Loop(String name, Selecting selecting) throws IOException {
        this(name, selecting, Selector.open());
    }

    Loop(String name, Selecting selecting, Selector selector) {
        this.selecting = selecting;
        this.selector = selector;
        thread = new Thread(this::iterate, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void iterate() {
        try {
            while (!ended) {
                selecting.by(selector);
                FutureTask<?> task = tasks.poll();
                if (task == null) {
                    Thread.sleep(1);
                } else {
                    task.run();
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has the thread do something within an iteration of its own. */
    <T> FutureTask<T> submit(Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        tasks.add(task);
        selector.wakeup();
        return task;
    }

    /** Does something within an iteration, and waits for it. */
    <T> T call(Callable<T> action) throws Exception {
        return submit(action).get();
    }

    /** Begins an iteration in which the thread uses a buffer; returns when it does. */
    Use use(Shared shared) throws InterruptedException {
        Use use = new Use(shared);
        use.result = submit(use);
        use.begun.await();
        return use;
    }

    /** Whether the thread holds what it found in an iteration until it ends, whatever others free meanwhile; and no longer. */
    void protectsItsIterations() throws Exception {
        for (int round = 0; round < 2; round++) {
            Shared shared = new Shared();
            Use use = use(shared);
            shared.freeAndChurn();
            Check.that(use.end(), "lent again under a loop that uses it: " + thread.getName());
            shared.awaitReuse();
        }
    }

    @Override
    public void close() throws IOException {
        ended = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        selector.close();
    }

    Thread thread() {
        return thread;
    }

    /** A buffer's use within an iteration: the thread parks until the end, and then looks at the bytes. */
    static final class Use implements Callable<Boolean> {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch ending = new CountDownLatch(1);
        private final Shared shared;
        private FutureTask<Boolean> result;

        private Use(Shared shared) {
            this.shared = shared;
        }

        @Override
        public Boolean call() throws InterruptedException {
            begun.countDown();
            ending.await();
            return shared.isIntact();
        }

        /** Lets the thread go on; whether the bytes were then what they should be. */
        boolean end() throws Exception {
            ending.countDown();
            return result.get();
        }
    }
}
