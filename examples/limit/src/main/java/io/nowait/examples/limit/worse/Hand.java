package io.nowait.examples.limit.worse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.channels.Selector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** A thread that does what it is told, one thing at a time; the one who tells waits. It may be an event loop, or virtual. */
final class Hand implements AutoCloseable {
    private static final Method START_VIRTUAL = startVirtual();

    private final LinkedBlockingQueue<Runnable> told = new LinkedBlockingQueue<>();
    private final Selector selector;
    private Thread thread;
    private volatile boolean closed;

    private Hand(Selector selector) {
        this.selector = selector;
    }

    /** Starts a plain thread. */
    static Hand platform(int number) {
        Hand hand = new Hand(null);
        return hand.start(new Thread(hand::work, "hand-" + number));
    }

    /** Starts a thread that runs a selector loop. */
    static Hand loop(int number) {
        try {
            Hand hand = new Hand(Selector.open());
            return hand.start(new Thread(hand::loop, "loop-" + number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a virtual thread, on a JDK that has them; else a plain one. */
    static Hand virtual(int number) {
        if (START_VIRTUAL == null) {
            return platform(number);
        }
        Hand hand = new Hand(null);
        try {
            hand.thread = (Thread) START_VIRTUAL.invoke(null, (Runnable) hand::work);
            return hand;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Hand start(Thread platform) {
        thread = platform;
        thread.setDaemon(true);
        thread.start();
        return this;
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

    private static Method startVirtual() {
        try {
            return Thread.class.getMethod("startVirtualThread", Runnable.class);
        } catch (NoSuchMethodException before21) {
            return null;
        }
    }
}
