package io.nowait.runtime;

import io.nowait.runtime.nullness.Nullable;

/**
 * A thread's context.
 *
 * @param name the thread's
 * @param nonBlockingBecause why it may not wait; null if it may
 */
public record ThreadSnapshot(String name, @Nullable String nonBlockingBecause) {}
