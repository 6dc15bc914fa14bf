package io.nowait.examples.limit.worse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** A thread that does what it is told, one thing at a time; the one who tells waits. It may be an event loop. */
final class Hand implements AutoCloseable {
    private final LinkedBlockingQueue<Runnable> told = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final Selector selector;
    private volatile boolean closed;

    /** Starts a plain thread, or one that runs a selector loop, which others' frees have to wait for. */
    Hand(boolean loop, int number) {
        try {
            selector = loop ? Selector.open() : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(loop ? this::loop : this::work, (loop ? "loop-" : "hand-") + number);
        thread.setDaemon(true);
        thread.start();
    }

    /** Has the thread do this, and throws what it throws. */
    void tell(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        told.add(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        if (selector != null) {
            selector.wakeup();
        }
        done.join();
    }

    private void work() {
        try {
            while (!closed) {
                told.take().run();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void loop() {
        try (selector) {
            while (!closed) {
                selector.select();
                for (Runnable task = told.poll(); task != null; task = told.poll()) {
                    task.run();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        tell(() -> closed = true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
