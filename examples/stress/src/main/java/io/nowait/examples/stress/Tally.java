package io.nowait.examples.stress;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts of what the actors did. Thread-safe. */
final class Tally {
    private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);

    Tally() {
        for (Event event : Event.values()) {
            counts.put(event, new LongAdder());
        }
    }

    void add(Event event) {
        counts.get(event).increment();
    }

    long of(Event event) {
        return counts.get(event).sum();
    }

    /** What is counted. */
    enum Event {
        STEP,
        ALLOCATED,
        REFUSED_AT_THE_LIMIT,
        CHECKED,
        FREED,
        FREED_TWICE_AT_ONCE,
        FREED_AGAIN_LATER,
        FREE_OF_A_VIEW_REJECTED,
        ONLY_A_VIEW_KEPT,
        DROPPED,
        HANDED_OVER,
        ADOPTED,
        SLEEP,
        THREAD_STARTED,
        AUDIT,
        COLLECTION_ASKED_FOR;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
