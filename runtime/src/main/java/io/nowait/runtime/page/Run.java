package io.nowait.runtime.page;

import io.nowait.runtime.nullness.Nullable;

/**
 * A run: adjacent pages of one size class, the thing that is lent.
 *
 * <p>At any time a run is in exactly one place: on one stack, parked in its slab, in the hand of one thread, or lent.
 * Whoever took it from a place owns its mutable fields until it puts the run into the next place; that hand-over (a
 * compare-and-set on a stack's head, or the slabs' lock) orders the plain accesses of one owner before those of the next.
 */
public final class Run {
    /** Number in the {@link RunTable}; never 0. */
    public final int id;

    /** First byte; a multiple of the page size. */
    public final long address;

    /** The slab that it was cut from. */
    public final Slab slab;

    /** Number of its size class. */
    public final int sizeClass;

    /** Bytes from the start that may be other than zero: the most written since the run was last zeroed whole. */
    public int dirty;

    /**
     * The lease that holds this run, or null. Written by the lender before the buffer leaves it, cleared by the one
     * thread that claimed the lease. A thread that frees a buffer reads it through the buffer's address.
     */
    public @Nullable Lease lease;

    /**
     * The grace period that had to be over when the run was last given back, 0 if none had. Written while the run waits for it,
     * by the worker.
     */
    public long token;

    /**
     * Bytes of it that count against the direct limit while it is out of its slab: all, or fewer since the limit was reached
     * ({@link Slabs#trueUp}, {@link Slabs#uncount}). Only for the worker.
     */
    int counted;

    /** Number of the run below on a stack, 0 at the bottom. Read racily by poppers, who then fail to pop. */
    int below;

    /** Runs from here to the bottom of its stack. */
    int depth;

    /** Top run of the batch below in a depot, 0 at the bottom. */
    int batchBelow;

    /** Batches from here to the bottom of its depot. */
    int batchDepth;

    /** Runs in those batches. */
    int batchRuns;

    Run(int id, long address, Slab slab) {
        this.id = id;
        this.address = address;
        this.slab = slab;
        this.sizeClass = slab.sizeClass;
        this.dirty = slab.runBytes;
    }

    /** Bytes in this run. */
    public int bytes() {
        return slab.runBytes;
    }

    /** Whether all of it counts against the direct limit. If not, it may not be lent. For the worker. */
    public boolean isCounted() {
        return counted == bytes();
    }

    /**
     * Runs from this one to the bottom of the chain that it is top of.
     *
     * <p>Exact for the owner of the chain, a guess for others.
     */
    public int depth() {
        return depth;
    }
}
