package io.nowait.runtime.reserve;

import java.util.List;

/**
 * A reservation of direct memory that did not succeed at its first attempt.
 *
 * @param thread the thread's name
 * @param site number of the call site; negative if the call was not one of a rewritten site
 * @param nanos how long it took, from that attempt to the last
 * @param stack where, without nowait's own frames; empty if it could not be had
 */
public record StalledAllocation(String thread, int site, long nanos, List<StackTraceElement> stack) {
    /** Not a rewritten call site. */
    public static final int NO_SITE = -1;
}
