package io.nowait.runtime.reserve;

import io.nowait.runtime.reclaim.Mode;

/**
 * How the pool behaves: what happens to freed memory, who may not wait, and what they get when there is nothing.
 *
 * @param mode when it may be lent again
 * @param mostPending bytes that may wait for that; what does not fit is given back at once, as the JDK does
 * @param stallNanos silence from which on a reader that others wait for is reported, in nanoseconds
 * @param contexts which threads may not wait, and who is exempt from what comes last here
 * @param emergency bytes set aside for those, 0 or more
 * @param refuses whether they get an {@code OutOfMemoryError} at the very end, rather than the JDK's call, which may wait; who is exempt gets
 *     the other
 */
public record Policy(
        Mode mode, long mostPending, long stallNanos, ContextRule contexts, long emergency, boolean refuses) {
    /** Without an emergency reserve; the JDK's call at the very end. */
    public Policy(Mode mode, long mostPending, long stallNanos, ContextRule contexts) {
        this(mode, mostPending, stallNanos, contexts, 0, false);
    }
}
