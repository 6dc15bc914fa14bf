package io.nowait.runtime.reserve;

import io.nowait.runtime.page.Lease;

/** What a JDK cleaner runs that the pool gave to a lent root. */
final class EndLease implements Runnable {
    private final Freeing freeing;
    private final Lease lease;

    EndLease(Freeing freeing, Lease lease) {
        this.freeing = freeing;
        this.lease = lease;
    }

    /** Ends the lease. Throws nothing, for that would end the process; after an error the garbage collector's proof ends it. */
    @Override
    public void run() {
        try {
            freeing.endByCleaner(lease);
        } catch (RuntimeException | Error keptFromTheProcess) {
            return; // and nothing is called here, for that could fail again
        }
    }
}
