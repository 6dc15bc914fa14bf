package io.nowait.runtime;

import java.util.function.Predicate;

/**
 * For frameworks and applications: says which threads of theirs may not wait.
 *
 * <p>An implementation is public, has a public constructor without parameters, and is named in a file
 * {@code META-INF/services/io.nowait.runtime.NonBlockingThreads} on the class path. The agent makes one before it lends the first
 * buffer, and asks it about each platform thread once, on that thread, at its first allocation or free of a direct buffer. It has
 * to be quick and thread-safe, to wait for nothing, and not to throw: if it throws, that is reported once and counts as no.
 */
public interface NonBlockingThreads extends Predicate<Thread> {
    /**
     * Whether that thread may not wait.
     *
     * @param thread the calling thread
     */
    @Override
    boolean test(Thread thread);
}
