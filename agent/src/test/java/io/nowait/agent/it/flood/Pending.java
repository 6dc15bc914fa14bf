package io.nowait.agent.it.flood;

import java.lang.reflect.Method;

/** What waits for grace periods, as the runtime in the boot loader tells; nothing without the agent. */
final class Pending {
    private final Method snapshot;
    private long mostRetired;
    private long mostPending;
    private long cap;

    private Pending(Method snapshot) {
        this.snapshot = snapshot;
    }

    static Pending find() {
        try {
            return new Pending(
                    Class.forName("io.nowait.runtime.Control", false, null).getMethod("snapshot"));
        } catch (ReflectiveOperationException none) {
            return new Pending(null);
        }
    }

    void awaitPool() throws Exception {
        while (snapshot != null && number(snapshot.invoke(null), "hit") == 0) {
            Thread.sleep(10);
        }
    }

    void look() throws Exception {
        if (snapshot != null) {
            Object now = snapshot.invoke(null);
            mostRetired = Math.max(mostRetired, number(part(now, "memory"), "retired"));
            mostPending = Math.max(mostPending, number(part(now, "reclaim"), "pending"));
            cap = number(part(now, "reclaim"), "mostPending");
        }
    }

    long unwaited() throws Exception {
        return snapshot == null ? 0 : number(part(snapshot.invoke(null), "reclaim"), "unwaited");
    }

    /** Bytes that still wait after so many milliseconds at most. */
    long awaitNone(long millis) throws Exception {
        long end = System.nanoTime() + millis * 1_000_000;
        long left = 0;
        while (snapshot != null) {
            left = number(part(snapshot.invoke(null), "memory"), "retired");
            if (left == 0 || System.nanoTime() > end) {
                break;
            }
            Thread.sleep(10);
        }
        return left;
    }

    String figures() {
        return "mostRetired=" + mostRetired + " mostPending=" + mostPending + " cap=" + cap;
    }

    private static Object part(Object of, String name) throws Exception {
        return of.getClass().getMethod(name).invoke(of);
    }

    private static long number(Object of, String name) throws Exception {
        return ((Number) part(of, name)).longValue();
    }
}
