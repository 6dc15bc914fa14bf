package io.nowait.runtime.page;

import java.util.function.ToLongFunction;

/** The JVM's own numbers of threads, as {@link Jdk#threadNumber}. */
public final class Numbers implements ToLongFunction<Thread> {
    /** Stateless. */
    public Numbers() {}

    @Override
    public long applyAsLong(Thread thread) {
        return Jdk.threadNumber(thread);
    }
}
