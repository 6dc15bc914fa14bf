package io.nowait.runtime.page;

import io.nowait.runtime.nullness.Nullable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;

/**
 * One buffer lent to the application: run, length, call site, state.
 *
 * <p>The referent is the root buffer. Every view holds the root (as its attachment), so the garbage collector enqueues the
 * lease only when no view is left. Until then the run holds the lease, and the run is held by its slab.
 *
 * <p>State: {@code LIVE} when lent; {@code TRUED} when it was lent at the direct limit and only its capacity still counts
 * there (see {@link Slabs#trueUp}); then claimed, once, by the one thread that retires it or gives its run back. All
 * changes are compare-and-sets, so of an explicit free, a second one, and the garbage collector's proof exactly one wins.
 *
 * <p>A claimed lease is retired as long as its run holds it: the run waits for a grace period, or for the collector's proof.
 * Then the worker, and nobody else, parts the two.
 */
public final class Lease extends PhantomReference<ByteBuffer> {
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Lease.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int LIVE = 0;
    private static final int TRUED = Integer.MIN_VALUE;

    /** The run that is lent. */
    public final Run run;

    /** Bytes that the application asked for. */
    public final int capacity;

    /** Number of the call site. */
    public final int site;

    /** {@code LIVE}, {@code TRUED}, or the number of the claimant, negative if the lease had been trued up. */
    @SuppressWarnings("unused") // through STATE; begins as LIVE without a store, which could come after a racing change
    private volatile int state;

    /**
     * Whether the run waits for the collector's proof, and for nothing else. Written by the claimant, or by the worker when the
     * grace period is over. Volatile: what the claimant did before comes before what the worker does then.
     */
    private volatile boolean awaitsProof;

    /**
     * Whether the run is to wait. Written by the claimant, after its bytes have been charged; read racily for the figures, which
     * must not take a run for waiting that is in a thread's hand on its way back.
     */
    private boolean waits;

    /** Whether the collector has proved that nothing reaches the lease, which waits for a grace period. Only for the worker. */
    private boolean proved;

    /** Where it was freed, if that is to be known. Written by the claimant. */
    private @Nullable Throwable freedAt;

    /** Whether its memory has been poisoned. Only for the worker. */
    private boolean poisoned;

    /** A live lease of that run. */
    public Lease(ByteBuffer root, ReferenceQueue<ByteBuffer> dropped, Run run, int capacity, int site) {
        super(root, dropped);
        this.run = run;
        this.capacity = capacity;
        this.site = site;
    }

    /**
     * Claims the lease, so that the caller, and nobody else, has to give the run back.
     *
     * @param claimant number of the claimant, 1 or more
     * @return whether the lease was the caller's to claim
     */
    public boolean claim(int claimant) {
        return STATE.compareAndSet(this, LIVE, claimant) || STATE.compareAndSet(this, TRUED, -claimant);
    }

    /** Whether nobody has claimed the lease. */
    public boolean isLive() {
        int now = state;
        return now == LIVE || now == TRUED;
    }

    /** Whether the run still holds the lease although it has been claimed. */
    public boolean isRetired() {
        return run.lease == this && !isLive();
    }

    /** The claimed lease will hold its run until the grace period is over, or the proof has come. For the claimant. */
    public void beginWait() {
        waits = true;
    }

    /** Whether the lease holds its run because that has to wait. Exact for the claimant and, when all is quiet, for others. */
    public boolean isWaiting() {
        return waits;
    }

    /** The claimed lease goes on holding its run until the collector's proof. For the claimant. */
    public void awaitProof() {
        awaitsProof = true;
    }

    /** Whether the lease holds its run until the collector's proof. */
    public boolean awaitsProof() {
        return awaitsProof;
    }

    /** The collector's proof that the lease awaited has come. For the worker. */
    public void proofCame() {
        awaitsProof = false;
    }

    /** Notes a proof that the lease did not await: its run may come back before its grace period is over. For the worker. */
    public void prove() {
        proved = true;
    }

    /** Whether a proof has come that the lease did not await. For the worker. */
    public boolean isProved() {
        return proved;
    }

    /** Notes where the application has freed the buffer. For the claimant, before it retires the lease. */
    public void freedAt(Throwable where) {
        freedAt = where;
    }

    /** Where the application has freed the buffer, or null if that was not noted. */
    public @Nullable Throwable freedAt() {
        return freedAt;
    }

    /** Notes that the memory has been poisoned. For the worker. */
    public void poisoned() {
        poisoned = true;
    }

    /** Whether the memory has been poisoned. For the worker. */
    public boolean isPoisoned() {
        return poisoned;
    }

    /** Whether that claimant has claimed the lease. */
    public boolean isClaimedBy(int claimant) {
        int now = state;
        return now == claimant || now == -claimant;
    }

    /** Whether the lease was trued up before it was claimed. */
    public boolean isTrued() {
        return state < 0;
    }

    /** Whether the collector has proved that no buffer or view reaches the lease, whether or not it has been told. */
    boolean isProvedUnreachable() {
        return refersTo(null);
    }

    /** Marks a live lease as trued up; false if it is so already, or no longer live. */
    boolean trueUp() {
        return state == LIVE && STATE.compareAndSet(this, LIVE, TRUED);
    }
}
