package io.nowait.examples.swap.app;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts what was done and what was wrong, and prints the first wrong word. Thread-safe. */
final class Findings {
    private final LongAdder swaps = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private final LongAdder wrongBytes = new LongAdder();
    private final LongAdder wrongAnswers = new LongAdder();
    private final AtomicBoolean said = new AtomicBoolean();
    private final CountDownLatch found = new CountDownLatch(1);
    private final PrintStream out;

    Findings(PrintStream out) {
        this.out = out;
    }

    void swapped() {
        swaps.increment();
    }

    /** Notes that a loop has read a whole table and answered. */
    void read() {
        reads.increment();
    }

    /** Notes a word that is not what {@code generation} has at this offset of its table. */
    void wrongWord(String reader, long generation, int offset, long expected, long word) {
        wrongBytes.add(Pattern.differingBytes(expected, word));
        first(() -> "%s: expected generation %d at offset %d, found %s"
                .formatted(reader, generation, offset, Pattern.origin(word)));
    }

    /** Notes an answer that a client did not expect. */
    void wrongAnswer(String client, String what) {
        wrongAnswers.increment();
        first(() -> client + ": " + what);
    }

    private void first(Supplier<String> what) {
        if (said.compareAndSet(false, true)) {
            out.println(Figures.FIRST + what.get());
            found.countDown();
        }
    }

    /** Waits so long, or returns true as soon as something is wrong. */
    boolean awaitWrong(long nanos) throws InterruptedException {
        return found.await(nanos, TimeUnit.NANOSECONDS);
    }

    Figures figures(double seconds) {
        return new Figures(swaps.sum(), reads.sum(), wrongBytes.sum(), wrongAnswers.sum(), seconds);
    }
}
