package io.nowait.runtime;

import io.nowait.runtime.nullness.Nullable;

/**
 * A thread's context.
 *
 * @param name the thread's
 * @param nonBlockingBecause why it may not wait; null if it may
 * @param exhausted what it gets when there is no memory, as in {@link Settings}; null if it may wait and is not exempt
 */
public record ThreadSnapshot(
        String name,
        @Nullable String nonBlockingBecause,
        @Nullable String exhausted) {}
