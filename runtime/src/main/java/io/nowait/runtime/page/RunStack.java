package io.nowait.runtime.page;

import io.nowait.runtime.nullness.Nullable;

/**
 * A stack of runs; taken whole, it is a chain: a top run, and the others below it. Thread-safe, see {@link TaggedStack}.
 */
public final class RunStack extends TaggedStack {
    /** An empty stack of runs of that table. */
    public RunStack(RunTable runs) {
        super(runs);
    }

    @Override
    int below(Run top) {
        return top.below;
    }

    @Override
    void link(Run top, @Nullable Run below) {
        top.below = below == null ? 0 : below.id;
        top.depth = below == null ? 1 : below.depth + 1;
    }

    @Override
    int depth(Run top) {
        return top.depth;
    }

    /** Takes all runs as one chain, or null if there is none. The caller owns every run of it. */
    public @Nullable Run takeAll() {
        while (true) {
            long head = head();
            if (isEmpty(head)) {
                return null;
            }
            Run top = runs.get((int) head);
            if (top != null && replace(head, null)) {
                return top;
            }
        }
    }

    /** Puts a whole chain that the caller owns onto this stack if it is empty; otherwise changes nothing. */
    public boolean putAll(Run chain) {
        long head = head();
        return isEmpty(head) && replace(head, chain);
    }
}
