package io.nowait.agent.rewrite;

/** What has to be in place before a class may be rewritten. Asked for each class that has passed the filter. Thread-safe. */
interface Gate {
    /** Nothing has to be. */
    Gate OPEN = new Gate() {
        @Override
        public boolean isOpen() {
            return true;
        }
    };

    /** Whether a class may be rewritten now. Never throws. */
    boolean isOpen();
}
