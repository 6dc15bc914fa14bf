package io.nowait.agent.it.readers;

import io.nowait.agent.it.semantics.Check;

/** A child program, run with {@code readers=executors}. */
public final class WorkersByOption {
    private WorkersByOption() {}

    /** Proves the claims. */
    public static void main(String[] none) throws Exception {
        Claims.prove(WorkersByOption.class);
    }

    @Claim
    static void aWorkerIsWaitedForUntilItsTaskEnds() throws Exception {
        Shared first = new Shared();
        try (Workers workers = new Workers()) {
            Live.awaitReaders(Workers.COUNT);
            Check.that(workers.protectsATask(first), "lent again under a task that uses it");
            first.awaitReuse();
            Shared second = new Shared();
            Check.that(workers.protectsATask(second), "lent again under a task that uses it");
            second.awaitReuse();
        }
        Live.awaitReaders(0);
    }
}
