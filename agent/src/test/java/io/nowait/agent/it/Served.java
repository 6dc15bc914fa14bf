package io.nowait.agent.it;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;

/** For child programs: allocates until the reserves have served a buffer. The only thread that allocates calls it. */
public final class Served {
    private static final int PLAIN_ROUNDS = 20;
    private static final long LONGEST_NANOS = 30_000_000_000L;

    private Served() {}

    /**
     * Calls {@code allocate} a few times; with the agent, until one of its buffers was a hit, but for 30 s at most (the
     * reserves fill in the background). Each buffer must be what the JDK's would be: direct and zero.
     *
     * @return the capacity of the last buffer
     */
    public static int by(Callable<ByteBuffer> allocate) throws Exception {
        Method snapshot = snapshot();
        long before = hits(snapshot);
        long end = System.nanoTime() + LONGEST_NANOS;
        for (int round = 0; ; round++) {
            ByteBuffer buffer = allocate.call();
            check(buffer);
            if (snapshot == null ? round == PLAIN_ROUNDS : hits(snapshot) > before || System.nanoTime() > end) {
                return buffer.capacity();
            }
            Thread.sleep(1);
        }
    }

    private static void check(ByteBuffer buffer) {
        if (!buffer.isDirect() || buffer.hasArray()) {
            throw new AssertionError(buffer + " is not direct");
        }
        for (int i = 0; i < buffer.capacity(); i++) {
            if (buffer.get(i) != 0) {
                throw new AssertionError(buffer + " is not zero at " + i);
            }
            buffer.put(i, (byte) 1);
        }
    }

    private static long hits(Method snapshot) throws ReflectiveOperationException {
        if (snapshot == null) {
            return 0;
        }
        Object figures = snapshot.invoke(null);
        return (long) figures.getClass().getMethod("hit").invoke(figures);
    }

    /** The runtime's own figures, or null when there is no agent. */
    private static Method snapshot() throws ReflectiveOperationException {
        try {
            return Class.forName("io.nowait.runtime.Control", true, null).getMethod("snapshot");
        } catch (ClassNotFoundException plain) {
            return null;
        }
    }
}
