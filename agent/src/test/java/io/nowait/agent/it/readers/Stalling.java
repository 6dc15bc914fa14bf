package io.nowait.agent.it.readers;

import io.nowait.agent.it.semantics.Check;
import io.nowait.agent.it.semantics.Direct;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * A child program: a loop sleeps in an iteration, while another thread frees, until it has been reported as many times as the
 * argument says; or, if that is 0, until the whole JVM has stood still for two seconds.
 */
public final class Stalling {
    private static final String REPORT = "has announced no quiescent state for";
    private static final Spied ERRORS = new Spied(System.err);

    private Stalling() {}

    /** Runs it. */
    public static void main(String[] reports) throws Exception {
        System.setErr(new PrintStream(ERRORS, true, StandardCharsets.UTF_8));
        int expected = Integer.parseInt(reports[0]);
        Shared shared = new Shared();
        Loop loop = new Loop("the loop that sleeps", Selector::select);
        Loop other = new Loop("another loop", Selector::select);
        loop.call(() -> null);
        other.call(() -> null);
        Live.awaitReaders(2);
        FutureTask<Boolean> asleep = loop.submit(new Sleep(expected, shared));
        free(shared.buffer());
        while (!asleep.isDone()) {
            other.call(() -> free(ByteBuffer.allocateDirect(8192)));
            free(ByteBuffer.allocateDirect(8192));
            Thread.sleep(5);
        }
        Check.that(asleep.get(), "lent again under a loop that sleeps");
        Live.await("all that waited has come back", () -> Live.memory("retired") == 0);
        shared.awaitReuse();
        System.out.println("came back");
        System.exit(0);
    }

    private static Void free(ByteBuffer buffer) {
        Direct.free(buffer);
        return null;
    }

    private record Sleep(int reports, Shared shared) implements Callable<Boolean> {
        @Override
        public Boolean call() throws Exception {
            System.out.println("asleep");
            if (reports == 0) {
                sleepUntilAllStoodStill();
            } else {
                sleepUntilReported();
            }
            return shared.isIntact();
        }

        private void sleepUntilReported() throws InterruptedException {
            Live.await("so many reports", () -> ERRORS.reports() >= reports);
        }

        private static void sleepUntilAllStoodStill() throws InterruptedException {
            long last = System.nanoTime();
            for (long now = last; now - last < 2_000_000_000L; now = System.nanoTime()) {
                last = now;
                Thread.sleep(10);
            }
            Thread.sleep(100); // in which the worker looks
        }
    }

    /** Lets all through, and remembers it. */
    private static final class Spied extends OutputStream {
        private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
        private final OutputStream next;

        Spied(OutputStream next) {
            this.next = next;
        }

        @Override
        public synchronized void write(int b) throws java.io.IOException {
            seen.write(b);
            next.write(b);
        }

        synchronized int reports() {
            return seen.toString(StandardCharsets.UTF_8).split(REPORT, -1).length - 1;
        }
    }
}
