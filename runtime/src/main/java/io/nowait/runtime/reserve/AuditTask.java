package io.nowait.runtime.reserve;

import io.nowait.runtime.page.Audit;
import io.nowait.runtime.page.SizeClasses;
import java.util.concurrent.Callable;

/**
 * Checks that each run is in exactly one place and that {@code lent + retired + free = held}. Exact only while nothing moves. To be run by the
 * worker.
 */
final class AuditTask implements Callable<String> {
    private final Pool pool;

    AuditTask(Pool pool) {
        this.pool = pool;
    }

    /** One line a violation, empty if there is none. */
    @Override
    public String call() {
        Audit audit = pool.slabs.audit();
        for (Reserve reserve = pool.reserves.after(null); reserve != null; reserve = pool.reserves.after(reserve)) {
            for (Stock stock : reserve.stocks) {
                if (stock != null) {
                    audit.addFree("clean in reserve " + reserve.number, stock.clean);
                    audit.addFree("dirty in reserve " + reserve.number, stock.dirty);
                }
            }
        }
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            audit.addFree("depot", pool.depot.batches(sizeClass));
        }
        audit.addFree("quarantine", pool.quarantine);
        pool.emergency.enter(audit);
        pool.retirement.enter(audit, pool.reclaimer.oldest());
        return audit.report();
    }
}
