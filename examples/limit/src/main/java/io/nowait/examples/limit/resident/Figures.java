package io.nowait.examples.limit.resident;

import com.fasterxml.jackson.jr.ob.JSON;
import io.nowait.examples.limit.Memory;
import io.nowait.examples.limit.Pool;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a child program prints: how what it holds has changed since it began, as one line of JSON, in bytes. */
final class Figures {
    private final Memory before;
    private final Map<String, Object> more = new LinkedHashMap<>();

    Figures(Memory before) {
        this.before = before;
    }

    /** Adds a figure. */
    Figures with(String name, Object value) {
        more.put(name, value);
        return this;
    }

    /** Prints the line. Throws {@link IllegalStateException} if the pool's books are not in order. */
    void print(Memory after) throws IOException {
        String wrong = Pool.verify();
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(wrong);
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("resident", after.resident() - before.resident());
        line.put("heap", after.heap() - before.heap());
        line.put("direct", after.direct() - before.direct());
        for (String figure :
                new String[] {"held", "lent", "free", "retired", "emergency", "counted", "threads", "failures"}) {
            if (after.pool().containsKey(figure)) {
                line.put(figure, after.of(figure));
            }
        }
        line.putAll(more);
        System.out.println(JSON.std.asString(line));
    }
}
