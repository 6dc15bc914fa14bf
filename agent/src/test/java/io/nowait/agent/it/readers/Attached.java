package io.nowait.agent.it.readers;

import io.nowait.agent.it.semantics.Check;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A child program: two loops sit in their {@code select} when the agent comes. One calls the method that selects anew each time,
 * as Netty does; the other never leaves the one that does. Its argument is a file that is there when the agent is.
 */
public final class Attached {
    private Attached() {}

    /** Runs it. */
    public static void main(String[] file) throws Exception {
        Loop calling = new Loop("calling", selector -> selector.select());
        calling.call(() -> null);
        Staying staying = new Staying(Selector.open());
        Thread thread = new Thread(staying);
        thread.setDaemon(true);
        thread.start();
        System.out.println("ready");
        Live.await("the agent", () -> Files.exists(Path.of(file[0])));
        new Shared();
        System.out.println("readers in select " + Live.readers());
        for (int i = 0; i < 3; i++) {
            calling.call(() -> null);
            int before = staying.iterations;
            staying.selector.wakeup();
            Live.await("an iteration", () -> staying.iterations > before);
        }
        Live.awaitReaders(1);
        calling.protectsItsIterations();
        Check.that(Live.readers() == 1, "code that never returned has changed");
        System.out.println("protected");
    }

    private static final class Staying implements Runnable {
        private final Selector selector;
        private volatile int iterations;

        Staying(Selector selector) {
            this.selector = selector;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate")
        public void run() {
            try {
                while (true) {
                    selector.select();
                    iterations++;
                }
            } catch (java.io.IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        }
    }
}
