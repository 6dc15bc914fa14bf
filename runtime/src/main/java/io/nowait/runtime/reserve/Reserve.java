package io.nowait.runtime.reserve;

import io.nowait.runtime.count.ThreadCounts;
import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Lease;
import io.nowait.runtime.page.Run;
import io.nowait.runtime.page.RunTable;
import io.nowait.runtime.page.SizeClasses;
import io.nowait.runtime.reclaim.Credit;
import io.nowait.runtime.reclaim.Reader;

/**
 * One thread's own runs, a stock for each size class that it has used, and its counters.
 *
 * <p>Virtual threads use their carrier's. Two of them must not interleave in an operation, or the second could end work that
 * the first is still at; no operation contains a point at which a virtual thread can unmount, and {@link Rehearsal} sees to
 * it that the method handles in them have been linked and customised before.
 */
final class Reserve {
    final Thread owner;

    /** Names this reserve as claimant of leases: 1 or more. */
    final int number;

    final ThreadCounts counts = new ThreadCounts();

    /**
     * By size class; entered by the owner, null until used. Read racily by others: a stock's fields are final or begin at
     * zero, so whatever they see of it is whole.
     */
    final Stock[] stocks = new Stock[SizeClasses.COUNT];

    /**
     * The lease that the owner is about to claim, or has claimed and not yet put away. If an error strikes in between (the
     * stack overflows, say), {@link Freeing} ends the work at the owner's next operation, or when the owner has died.
     */
    @Nullable
    Lease freeing;

    /** Bytes charged to the budget of what waits for {@link #freeing}, or for what was to be noted there; 0 if none. */
    int charged;

    /** What the owner may retire before it has to ask. */
    final Credit credit = new Credit();

    /** The chain that the owner took from one place and has not yet put into the next; finished in the same way. */
    @Nullable
    Run moving;

    /**
     * Why the owner may not wait, by the {@link ContextRule}; null if it may. Written once by the owner, before its first
     * operation; read racily by others.
     */
    @Nullable
    String nonBlockingBecause;

    /** Whether the owner is exempt from the policy's usual end of the chain. Written and read as the reason is. */
    boolean exempt;

    /** The loose buffer that the owner is making, or about to give back; what an error leaves is finished by {@link LooseBuffers}. */
    @Nullable
    Loose loose;

    /** The owner's reader, if it was one when it last asked. Only for the owner; entered by {@link Contexts}. */
    @Nullable
    Reader reader;

    /** How many threads had become readers when the owner last found that it was none. */
    int additionsWithoutReader = -1;

    /** Its bucket in {@link Reserves}. */
    final int bucket;

    /** The next reserve in the same bucket of {@link Reserves}. */
    @Nullable
    Reserve next;

    private final RunTable runs;

    Reserve(Thread owner, int bucket, int number, RunTable runs) {
        this.owner = owner;
        this.bucket = bucket;
        this.number = number;
        this.runs = runs;
    }

    /** The owner's stock of a size class, made when first asked for. Only for the owner. */
    Stock stock(int sizeClass) {
        Stock stock = stocks[sizeClass];
        return stock != null ? stock : add(sizeClass);
    }

    private Stock add(int sizeClass) {
        Stock stock = new Stock(sizeClass, runs);
        stocks[sizeClass] = stock;
        return stock;
    }
}
