package io.nowait.examples.stress;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The agent's runtime in the boot loader, reached by name because a plain JVM has none. */
final class Pool {
    private final Class<?> control;

    private Pool(Class<?> control) {
        this.control = control;
    }

    /**
     * The pool of this JVM; empty without the agent, which brings its runtime when it meets the first class that allocates:
     * here {@link Actor}.
     */
    static Optional<Pool> find() {
        try {
            Class.forName(Actor.class.getName());
            return Optional.of(new Pool(Class.forName("io.nowait.runtime.Control", true, null)));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /** What the pool's own check of its books found wrong; empty if nothing. */
    String verify() {
        return String.valueOf(call("verify"));
    }

    /** Every number of the pool's snapshot by its name in lower case; those of call sites are summed as {@code sites.*}. */
    Map<String, Long> figures() {
        Map<String, Long> figures = new TreeMap<>();
        collect("", "snapshot", call("snapshot"), figures);
        return figures;
    }

    private Object call(String method) {
        try {
            return control.getMethod(method).invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(control.getName() + "." + method, e);
        }
    }

    private static void collect(String prefix, String name, Object value, Map<String, Long> figures) {
        if (value instanceof Long || value instanceof Integer) {
            figures.merge(prefix + name.toLowerCase(Locale.ROOT), ((Number) value).longValue(), Long::sum);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> collect(prefix, String.valueOf(key), each, figures));
        } else if (value instanceof List<?> rows) {
            rows.forEach(row -> collect(name + ".", name, row, figures));
        } else if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                collect(prefix, component.getName(), read(component, value), figures);
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
