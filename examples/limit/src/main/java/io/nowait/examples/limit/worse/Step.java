package io.nowait.examples.limit.worse;

/**
 * One thing that a run does.
 *
 * @param hand which thread does it
 * @param act what it does
 * @param slot where the buffer is kept
 * @param size bytes to allocate; 0 if it does not
 */
record Step(int hand, Act act, int slot, int size) {
    /** What is done with a buffer. */
    enum Act {
        /** Allocate by code that is rewritten. */
        OWN,
        /** Allocate by code that is not. */
        FOREIGN,
        /** Free what the slot holds. */
        FREE,
        /** Let go of what the slot holds: the collector is to find it. */
        DROP
    }

    boolean allocates() {
        return act == Act.OWN || act == Act.FOREIGN;
    }
}
