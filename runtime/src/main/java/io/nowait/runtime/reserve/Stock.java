package io.nowait.runtime.reserve;

import io.nowait.runtime.page.RunStack;
import io.nowait.runtime.page.RunTable;

/**
 * One thread's runs of one size class.
 *
 * <p>The owner pops from both stacks and pushes to the dirty one what it freed. The worker pushes to the clean one, and may
 * pop from both. The demand is counted by the owner and read by the worker, racily: a turn of the worker more or less does
 * not matter. The remaining fields are the worker's own.
 */
final class Stock {
    final int sizeClass;

    /** Zeroed and ready to lend. */
    final RunStack clean;

    /** To be zeroed first; the newest on top, which is the likeliest to be in the cache. */
    final RunStack dirty;

    /** Requests of the owner. */
    long requests;

    /** Requests that found no clean run. */
    long misses;

    /** Requests that found no run at all. */
    long dry;

    long requestsSeen;
    long missesSeen;
    long drySeen;

    /** Clean runs that the worker aims for; 0 until its first visit. */
    int high;

    /** The most requests between two visits of the worker since the last trim. */
    long peak;

    long requestsAtTrim;

    /** Trims in a row that found no request. */
    int idleTrims;

    Stock(int sizeClass, RunTable runs) {
        this.sizeClass = sizeClass;
        this.clean = new RunStack(runs);
        this.dirty = new RunStack(runs);
    }
}
