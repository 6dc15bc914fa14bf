package io.nowait.runtime.reserve;

import io.nowait.runtime.nullness.Nullable;

/**
 * A thread and its context.
 *
 * @param name the thread's
 * @param nonBlockingBecause why it may not wait; null if it may
 */
public record ThreadContext(String name, @Nullable String nonBlockingBecause) {}
