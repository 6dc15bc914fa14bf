package io.nowait.agent.context;

import io.nowait.runtime.nullness.Nullable;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Netty's event loops, under whatever name the library was packed.
 *
 * <p>Its {@code FastThreadLocalThread} says in {@code permitBlockingCalls}, which newer versions have, when it may wait; when it
 * does not say so, that means little: every pool with Netty's thread factory has such threads, those of a {@code
 * DefaultEventExecutorGroup} too, whose very purpose is to wait. So the thread's stack is looked at: it runs an {@code EventLoop}, or it
 * is none. No code of Netty's is run for that, no class of its is initialised.
 *
 * <p>An event loop on a thread of another class is known by its selecting, as others are.
 */
final class NettyThreads implements Rule {
    private static final String THREAD = "io.netty.util.concurrent.FastThreadLocalThread";

    @Override
    public @Nullable String nonBlockingBecause(Thread thread) throws ReflectiveOperationException {
        Class<?> type = Hierarchy.find(thread.getClass(), THREAD);
        return type == null || permitsBlocking(thread, type) || !RunsLoop.caller() ? null : "Netty's event loop";
    }

    private static boolean permitsBlocking(Thread thread, Class<?> type) throws ReflectiveOperationException {
        try {
            return (boolean) type.getMethod("permitBlockingCalls").invoke(thread);
        } catch (NoSuchMethodException older) {
            return false;
        }
    }

    /** Whether a stack has the {@code run} of an event loop. */
    private static final class RunsLoop implements Function<Stream<StackFrame>, Boolean> {
        private static final String LOOP = "io.netty.channel.EventLoop";

        static boolean caller() {
            return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                    .walk(new RunsLoop());
        }

        @Override
        public Boolean apply(Stream<StackFrame> frames) {
            for (Iterator<StackFrame> all = frames.iterator(); all.hasNext(); ) {
                StackFrame frame = all.next();
                if (frame.getMethodName().equals("run") && Hierarchy.find(frame.getDeclaringClass(), LOOP) != null) {
                    return true;
                }
            }
            return false;
        }
    }
}
