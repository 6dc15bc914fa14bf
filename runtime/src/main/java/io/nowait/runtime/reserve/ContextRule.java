package io.nowait.runtime.reserve;

import io.nowait.runtime.nullness.Nullable;

/**
 * Says which platform threads are non-blocking: may not wait; and who is exempt from what they usually get when there is no memory.
 *
 * <p>Asked once for each reserve, on the thread that owns it, when the reserve is made: in that thread's first operation on the
 * pool. What it allocates itself is served. Implementations are thread-safe, throw nothing, wait for nothing, and may look at the
 * thread's name, class and stack.
 */
public interface ContextRule {
    /** No thread is non-blocking by itself. */
    ContextRule NONE = new ContextRule() {
        @Override
        public @Nullable String nonBlockingBecause(Thread thread) {
            return null;
        }
    };

    /**
     * Why the calling thread may not wait.
     *
     * @param thread the calling thread, a platform thread
     * @return the reason, in a few words; null if it may wait
     */
    @Nullable
    String nonBlockingBecause(Thread thread);

    /**
     * Whether the calling thread, if it may not wait, gets the other end of the chain than the policy's usual one.
     *
     * @param thread the calling thread, a platform thread
     */
    default boolean isExempt(Thread thread) {
        return false;
    }

    /** The same of all virtual threads, and thereby of the carriers on which they are first met. Asked once. */
    default boolean exemptsVirtualThreads() {
        return false;
    }
}
