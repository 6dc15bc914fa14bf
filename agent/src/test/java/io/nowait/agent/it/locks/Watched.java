package io.nowait.agent.it.locks;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A thread that is watched while it does something. */
final class Watched {
    private static final long LONGEST_NANOS = 30_000_000_000L;

    /** Looks, a millisecond apart, at which it stands still in nowait's code: for a lock of the JDK's it may for one. */
    private static final int MANY_LOOKS = 50;

    private Watched() {}

    /**
     * Does this on a new thread.
     *
     * @param virtual whether on a virtual one, which the JDK must have
     * @return where the thread stands still, or where it is after half a minute; empty if it has ended
     * @throws IllegalStateException if the task throws
     */
    static String run(boolean virtual, Runnable task) throws ReflectiveOperationException, InterruptedException {
        Throwable[] thrown = {null};
        Runnable caught = () -> {
            try {
                task.run();
            } catch (Throwable e) {
                thrown[0] = e;
            }
        };
        Thread thread = virtual
                ? (Thread) Thread.class
                        .getMethod("startVirtualThread", Runnable.class)
                        .invoke(null, caught)
                : started(new Thread(caught, "watched"));
        long end = System.nanoTime() + LONGEST_NANOS;
        int still = 0;
        while (thread.isAlive()) {
            Thread.State state = thread.getState();
            String stack = stack(thread);
            still = state != Thread.State.RUNNABLE && stack.contains("io.nowait.runtime.") ? still + 1 : 0;
            if (still == MANY_LOOKS || System.nanoTime() > end) {
                return state + " at " + stack;
            }
            thread.join(1);
        }
        if (thrown[0] != null) {
            throw new IllegalStateException(thrown[0]);
        }
        return "";
    }

    private static Thread started(Thread thread) {
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static String stack(Thread thread) {
        return Arrays.stream(thread.getStackTrace()).map(String::valueOf).collect(Collectors.joining(" < "));
    }
}
