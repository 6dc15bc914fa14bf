package io.nowait.agent.context;

import io.nowait.runtime.nullness.Nullable;
import java.lang.reflect.Method;

/** Vert.x's threads: those that are no workers run event loops. */
final class VertxThreads implements Rule {
    @Override
    public @Nullable String nonBlockingBecause(Thread thread) throws ReflectiveOperationException {
        Class<?> type = Hierarchy.find(thread.getClass(), "io.vertx.core.impl.VertxThread");
        if (type == null) {
            return null;
        }
        Method isWorker = type.getMethod("isWorker");
        // In a named module it may not be ours to call; then Netty's rule knows the loop.
        return !isWorker.canAccess(thread) || (boolean) isWorker.invoke(thread) ? null : "Vert.x's event loop";
    }
}
