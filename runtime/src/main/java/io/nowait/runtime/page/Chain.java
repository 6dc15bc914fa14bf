package io.nowait.runtime.page;

import io.nowait.runtime.nullness.Nullable;

/** Takes apart and builds chains of runs that the caller owns. Not for runs that others can reach. */
public final class Chain {
    private Chain() {}

    /** The run below in a chain, or null at its bottom. */
    public static @Nullable Run below(RunTable runs, Run run) {
        return run.below == 0 ? null : runs.get(run.below);
    }

    /** Puts a run on top of a chain (null: of none) and returns it as the chain's new top. */
    public static Run push(@Nullable Run chain, Run run) {
        run.below = chain == null ? 0 : chain.id;
        run.depth = chain == null ? 1 : chain.depth + 1;
        return run;
    }
}
