package io.nowait.runtime.reserve;

import io.nowait.runtime.nullness.Nullable;

/**
 * A thread and its context.
 *
 * @param name the thread's
 * @param nonBlockingBecause why it may not wait; null if it may
 * @param exempt whether the policy's usual end of the chain is not for it, but the other one
 */
public record ThreadContext(String name, @Nullable String nonBlockingBecause, boolean exempt) {}
