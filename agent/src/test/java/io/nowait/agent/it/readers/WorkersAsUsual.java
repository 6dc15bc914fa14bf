package io.nowait.agent.it.readers;

import io.nowait.agent.it.semantics.Check;

/** A child program, run without the option. */
public final class WorkersAsUsual {
    private WorkersAsUsual() {}

    /** Proves the claims. */
    public static void main(String[] none) throws Exception {
        Claims.prove(WorkersAsUsual.class);
    }

    @Claim
    static void aWorkerIsNotWaitedFor() throws Exception {
        Shared shared = new Shared();
        try (Workers workers = new Workers()) {
            Check.that(!workers.protectsATask(shared), "a task was waited for");
            Check.that(Live.readers() == 0, "workers are readers without the option");
        }
    }
}
