package io.nowait.examples.limit.worse;

import java.util.List;
import java.util.stream.IntStream;

/** The threads of a run. */
enum Crew {
    /** Platform threads that may wait. */
    THREADS,
    /** Two of them, and two that run selector loops: freed memory has to wait for these. */
    LOOPS,
    /** Virtual threads; on a JDK that has none, platform threads. */
    VIRTUAL;

    /** The one of a seed, another for each of three in a row. */
    static Crew of(long seed) {
        return values()[(int) Math.floorMod(seed, (long) values().length)];
    }

    /** Starts one of each of {@link Plan#HANDS}. */
    List<Hand> start() {
        return IntStream.range(0, Plan.HANDS).mapToObj(this::hand).toList();
    }

    private Hand hand(int number) {
        return switch (this) {
            case THREADS -> Hand.platform(number);
            case LOOPS -> number % 2 == 0 ? Hand.platform(number) : Hand.loop(number);
            case VIRTUAL -> Hand.virtual(number);
        };
    }
}
