package io.nowait.runtime.page;

import io.nowait.runtime.nullness.Nullable;

/** A stack of batches: each is a chain of runs, known by its top run. Thread-safe, see {@link TaggedStack}. */
public final class BatchStack extends TaggedStack {
    /** An empty stack of batches of runs of that table. */
    public BatchStack(RunTable runs) {
        super(runs);
    }

    @Override
    int below(Run top) {
        return top.batchBelow;
    }

    @Override
    void link(Run top, @Nullable Run below) {
        top.batchBelow = below == null ? 0 : below.id;
        top.batchDepth = below == null ? 1 : below.batchDepth + 1;
        top.batchRuns = below == null ? top.depth : below.batchRuns + top.depth;
    }

    @Override
    int depth(Run top) {
        return top.batchDepth;
    }

    /** About how many runs the batches hold: exact when nobody else is at work on the stack. */
    public int runs() {
        Run top = top(head());
        return top == null ? 0 : top.batchRuns;
    }
}
