package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;

/** What has to be in place before a class may be rewritten. Asked for each class that has passed the filter. Thread-safe. */
interface Gate {
    /** Nothing has to be. */
    Gate OPEN = new Gate() {
        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isSeenBy(@Nullable ClassLoader loader) {
            return true;
        }
    };

    /** Whether a class may be rewritten now. Never throws. */
    boolean isOpen();

    /**
     * Whether the classes of a loader can reach the dispatcher: a loader may have a list of what it lets through. Never throws.
     *
     * @param loader null for the boot loader
     */
    boolean isSeenBy(@Nullable ClassLoader loader);
}
