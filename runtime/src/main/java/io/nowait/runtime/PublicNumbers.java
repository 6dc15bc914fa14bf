package io.nowait.runtime;

import java.util.function.ToLongFunction;

/** Numbers of threads without the JDK's internals: the identity hash, which no subclass can change. */
final class PublicNumbers implements ToLongFunction<Thread> {
    @Override
    public long applyAsLong(Thread thread) {
        return System.identityHashCode(thread);
    }
}
