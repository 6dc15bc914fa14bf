package io.nowait.examples.torture.run;

import java.util.concurrent.atomic.AtomicLongArray;

/** How often each number from 0 to 10 was seen; more counts as 10. From 2 on it should be never. Thread-safe. */
final class Histogram {
    static final int LONGEST = 10;
    private static final int FIRST_BAD = 2;

    private final AtomicLongArray counts = new AtomicLongArray(LONGEST + 1);

    /** Counts a number; whether it may be. */
    boolean add(long number) {
        counts.incrementAndGet((int) Math.min(number, LONGEST));
        return number < FIRST_BAD;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= LONGEST; i++) {
            text.append(' ').append(counts.get(i));
        }
        return text.toString();
    }
}
