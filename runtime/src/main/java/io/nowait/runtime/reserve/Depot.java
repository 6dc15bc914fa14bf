package io.nowait.runtime.reserve;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.BatchStack;
import io.nowait.runtime.page.Run;
import io.nowait.runtime.page.RunTable;
import io.nowait.runtime.page.SizeClasses;

/**
 * Runs that no thread owns: dirty, in batches, a stack of them for each size class.
 *
 * <p>Thread-safe and lock-free. An application's thread makes a bounded number of attempts, since others may be at the same
 * head; the worker, which has time, goes on until it is done.
 */
final class Depot {
    private static final int ATTEMPTS = 4;
    private static final int BATCH_BYTES = 1 << 20;
    private static final int BATCH_RUNS = 32;

    private final BatchStack[] batches = new BatchStack[SizeClasses.COUNT];

    Depot(RunTable runs) {
        for (int sizeClass = 0; sizeClass < batches.length; sizeClass++) {
            batches[sizeClass] = new BatchStack(runs);
        }
    }

    /** Runs in a batch of a size class, as threads make them: 32 or 1 MiB, the lesser. */
    static int batchSize(int sizeClass) {
        return Math.min(BATCH_RUNS, BATCH_BYTES / SizeClasses.bytes(sizeClass));
    }

    BatchStack batches(int sizeClass) {
        return batches[sizeClass];
    }

    /** Tries to take a batch, which is then the caller's; null if there is none or others were quicker. */
    @Nullable
    Run tryTake(int sizeClass) {
        BatchStack stack = batches[sizeClass];
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long head = stack.head();
            Run batch = stack.top(head);
            if (batch != null && stack.popIf(head, batch)) {
                return batch;
            }
        }
        return null;
    }

    /** Tries to put a batch that the caller owns here; false leaves it with the caller. */
    boolean tryPut(Run batch) {
        BatchStack stack = batches[batch.sizeClass];
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (stack.tryPush(batch) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Puts a batch that the caller owns here. For the worker. */
    void put(Run batch) {
        batches[batch.sizeClass].push(batch);
    }
}
