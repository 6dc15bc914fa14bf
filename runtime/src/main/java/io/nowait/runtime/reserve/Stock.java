package io.nowait.runtime.reserve;

import io.nowait.runtime.page.RunStack;
import io.nowait.runtime.page.RunTable;

/**
 * One thread's runs of one size class.
 *
 * <p>The owner pops from both stacks and pushes to the dirty one what it freed. The worker pushes to the clean one, and may
 * pop from both. The demand is counted by the owner and read by the worker, racily: a turn of the worker more or less does
 * not matter. The remaining fields are the worker's own, but for two that both write, where a lost update is one turn's
 * guess at the demand.
 */
final class Stock {
    final int sizeClass;

    /** Zeroed and ready to lend. */
    final RunStack clean;

    /** To be zeroed first; the newest on top, which is the likeliest to be in the cache. */
    final RunStack dirty;

    /** Freed by the owner, waiting for the worker to close them into a batch, which then waits for a grace period. */
    final RunStack retired;

    /** Requests of the owner. */
    long requests;

    /** Requests that found no clean run. */
    long misses;

    /** Requests that found no run at all. */
    long dry;

    /** Runs of this class that the owner gave back itself. */
    long returns;

    /** Runs of this class that the owner retired and that have come back from their grace periods. Written by the worker. */
    long matured;

    /** When the owner put the first run on an empty stack of retired ones, in nanoseconds. */
    long retiredAt;

    /** Whether the owner has missed runs of this class while it might not wait. Written by the owner. */
    boolean ofNonBlocking;

    /** Batches of what the owner retired that wait now. */
    int inFlight;

    /** Whether the owner has died and the worker taken everything. */
    boolean abandoned;

    /** The most that were out at once, beyond {@link #base}. Raised by the owner, set back by the worker. */
    long peak;

    /** How many were out at the worker's last visit. */
    long base;

    long requestsSeen;
    long missesSeen;
    long drySeen;

    /** Clean runs that the worker aims for; 0 until its first visit. */
    int high;

    /** The highest peak since the last trim. */
    long demand;

    long requestsAtTrim;

    /** Trims in a row that found no request. */
    int idleTrims;

    Stock(int sizeClass, RunTable runs) {
        this.sizeClass = sizeClass;
        this.clean = new RunStack(runs);
        this.dirty = new RunStack(runs);
        this.retired = new RunStack(runs);
    }

    /** Counts a request. For the owner. */
    void countRequest() {
        requests++;
        long more = out() - base;
        if (more > peak) {
            peak = more;
        }
    }

    /** Runs that the owner asked for and that have not come back; those that it retired are still out. */
    long out() {
        return requests - returns - matured;
    }
}
