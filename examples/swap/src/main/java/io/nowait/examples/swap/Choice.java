package io.nowait.examples.swap;

import java.util.List;

/** Which sides to run. */
enum Choice {
    PLAIN(Side.PLAIN),
    NOWAIT(Side.NOWAIT),
    BOTH(Side.PLAIN, Side.NOWAIT);

    private final List<Side> sides;

    Choice(Side... sides) {
        this.sides = List.of(sides);
    }

    List<Side> sides() {
        return sides;
    }

    boolean has(Side side) {
        return sides.contains(side);
    }
}
