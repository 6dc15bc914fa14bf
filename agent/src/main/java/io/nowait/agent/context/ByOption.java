package io.nowait.agent.context;

import io.nowait.runtime.nullness.Nullable;

/** Threads that may not wait because the option {@code nonblocking} names them. */
final class ByOption implements Rule {
    private final NamedThreads threads;

    ByOption(NamedThreads threads) {
        this.threads = threads;
    }

    @Override
    public @Nullable String nonBlockingBecause(Thread thread) {
        String pattern = threads.find(thread);
        return pattern == null ? null : "option nonblocking=".concat(pattern);
    }
}
