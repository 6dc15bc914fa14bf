package io.nowait.examples.limit;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The figures of the agent's runtime in the boot loader, reached by name because a plain JVM has none. */
public final class Pool {
    /** The preset of a pool that has not opened. */
    private static final String NOT_YET = "none";

    private Pool() {}

    /**
     * Every number of the runtime's snapshot by its name in lower case, lists by their lengths; empty without the agent, whose
     * runtime comes with the first class that allocates.
     */
    public static Map<String, Long> figures() {
        Map<String, Long> figures = new TreeMap<>();
        if (isThere()) {
            collect("", call("snapshot"), figures);
        }
        return figures;
    }

    /** What the pool's own check of its books found wrong; empty if nothing. No thread may allocate or free meanwhile. */
    public static String verify() {
        return isThere() ? String.valueOf(call("verify")) : "";
    }

    /** The preset by which the pool was sized; empty without the agent. */
    public static String preset() {
        if (!isThere()) {
            return "";
        }
        Object snapshot = call("snapshot");
        try {
            Object sizing = snapshot.getClass().getMethod("sizing").invoke(snapshot);
            return (String) sizing.getClass().getMethod("preset").invoke(sizing);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the preset", e);
        }
    }

    /** Waits until the pool has opened, half a minute at most, if the runtime is there: the caller's class has a rewritten call site. */
    public static void awaitOpen() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (preset().equals(NOT_YET) && System.nanoTime() < end) {
            Thread.sleep(10);
        }
    }

    private static boolean isThere() {
        try {
            Class.forName("io.nowait.runtime.Control", true, null);
            return true;
        } catch (ClassNotFoundException plain) {
            return false;
        }
    }

    private static Object call(String method) {
        try {
            return Class.forName("io.nowait.runtime.Control", true, null)
                    .getMethod(method)
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("io.nowait.runtime.Control." + method, e);
        }
    }

    private static void collect(String name, Object value, Map<String, Long> figures) {
        if (value instanceof Number number) {
            figures.put(name.toLowerCase(Locale.ROOT), number.longValue());
        } else if (value instanceof List<?> rows) {
            figures.put(name.toLowerCase(Locale.ROOT), (long) rows.size());
        } else if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                collect(component.getName(), read(component, value), figures);
            }
        }
    }

    private static Object read(RecordComponent component, Object owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component.toString(), e);
        }
    }
}
