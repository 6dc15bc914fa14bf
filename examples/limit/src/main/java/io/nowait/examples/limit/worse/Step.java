package io.nowait.examples.limit.worse;

/**
 * One thing that a run does.
 *
 * @param hand which thread does it
 * @param slot where the buffer is kept
 * @param size bytes to allocate; 0 to free what the slot holds
 * @param foreign whether code that is not rewritten allocates
 */
record Step(int hand, int slot, int size, boolean foreign) {}
