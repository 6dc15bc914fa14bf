package io.nowait.runtime.reserve;

import java.util.concurrent.Callable;

/** An audit, to be run by the worker. */
final class AuditTask implements Callable<String> {
    private final Pool pool;

    AuditTask(Pool pool) {
        this.pool = pool;
    }

    @Override
    public String call() {
        return pool.audit();
    }
}
