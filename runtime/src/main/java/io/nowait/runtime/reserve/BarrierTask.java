package io.nowait.runtime.reserve;

import io.nowait.runtime.reclaim.Barrier;
import java.util.concurrent.Callable;

/** Puts a barrier behind all that has been retired, to be run by the worker. */
final class BarrierTask implements Callable<String> {
    private final Pool pool;
    private final Barrier barrier;

    BarrierTask(Pool pool, Barrier barrier) {
        this.pool = pool;
        this.barrier = barrier;
    }

    @Override
    public String call() {
        try {
            pool.closeBatches(true);
        } finally {
            pool.reclaimer.add(barrier);
        }
        return "";
    }
}
