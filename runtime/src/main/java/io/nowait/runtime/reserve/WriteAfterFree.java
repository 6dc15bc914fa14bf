package io.nowait.runtime.reserve;

import java.util.List;

/**
 * A write to memory that had been freed, found in mode {@code strict}.
 *
 * @param site number of the call site that had allocated the buffer
 * @param capacity bytes in the buffer
 * @param offset the first byte that was written to
 * @param found what was found there
 * @param freed where the buffer had been freed
 */
public record WriteAfterFree(int site, int capacity, int offset, byte found, List<StackTraceElement> freed) {}
