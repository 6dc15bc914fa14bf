package io.nowait.examples.limit.container;

import java.util.Arrays;

/** The highest limit under which each side got through, and under all lower ones; the first side is the plain one. */
final class Border {
    private final int[] highest;
    private final boolean[] failed;
    private int first = Integer.MAX_VALUE;

    Border(int sides) {
        highest = new int[sides];
        failed = new boolean[sides];
    }

    /** Notes what became of a side; limits come in ascending order. */
    void got(int side, int limit, boolean through) {
        first = Math.min(first, limit);
        failed[side] |= !through;
        if (!failed[side]) {
            highest[side] = limit;
        }
    }

    boolean hasPlainFailed() {
        return failed[0];
    }

    /** Whether every other side gets through with {@code cost} less than the plain one, and where the plain one first did. */
    boolean isRight(int cost) {
        return Arrays.stream(highest)
                .allMatch(each -> each >= highest[0] - cost && (each >= first || highest[0] < first));
    }
}
