package io.nowait.examples.torture.run;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What has been done, by name. Thread-safe. */
final class Counts {
    private final Map<String, LongAdder> byName = new ConcurrentSkipListMap<>();

    /** The counter of that name. */
    LongAdder of(String name) {
        return byName.computeIfAbsent(name, key -> new LongAdder());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        byName.forEach((name, count) ->
                text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(count.sum()));
        return text.toString();
    }
}
