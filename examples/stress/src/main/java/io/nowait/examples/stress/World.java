package io.nowait.examples.stress;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all actors of a run share.
 *
 * @param options of the run
 * @param findings where violations go
 * @param tally of what was done
 * @param ledger of live and dropped memory
 * @param graveyard of doomed buffers
 * @param gate around every step
 * @param market holdings on their way from one thread to another
 * @param holders gives every holder its number
 * @param directLimit the JVM's limit of direct memory in bytes
 */
record World(
        Options options,
        Findings findings,
        Tally tally,
        Ledger ledger,
        Graveyard graveyard,
        Gate gate,
        ArrayBlockingQueue<Holding> market,
        AtomicLong holders,
        long directLimit) {

    /** Makes the world of one run; a quarter of the live memory may be doomed. */
    static World of(Options options, Findings findings) {
        Ledger ledger = new Ledger();
        long live = (long) options.liveMebibytes() << 20;
        return new World(
                options,
                findings,
                new Tally(),
                ledger,
                new Graveyard(ledger, new Budget(live / 4)),
                new Gate(),
                new ArrayBlockingQueue<>(256),
                new AtomicLong(),
                Jdk.directLimit());
    }
}
