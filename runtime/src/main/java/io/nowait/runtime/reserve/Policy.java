package io.nowait.runtime.reserve;

import io.nowait.runtime.reclaim.Mode;

/**
 * How the pool behaves: what happens to freed memory, and who may not wait.
 *
 * @param mode when it may be lent again
 * @param mostPending bytes that may wait for that; what does not fit is given back at once, as the JDK does
 * @param stallNanos silence from which on a reader that others wait for is reported, in nanoseconds
 * @param contexts which threads may not wait
 */
public record Policy(Mode mode, long mostPending, long stallNanos, ContextRule contexts) {}
