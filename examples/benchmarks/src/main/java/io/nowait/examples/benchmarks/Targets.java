package io.nowait.examples.benchmarks;

import java.util.List;

/** What nowait has promised to reach, point by point. Besides, heap bytes are never above plain's. */
final class Targets {
    private static final int KIB = 1024;

    /** Below, pooling is not worth having, and it is only promised that nothing is lost. */
    private static final int SMALLEST = 4 * KIB;

    private Targets() {}

    /** The targets for one size of buffer, in bytes; none where nothing was promised. */
    static List<Target> of(Point point, int size) {
        if (size < SMALLEST) {
            return point == Point.LOOP ? List.of(plain(1.05)) : List.of();
        }
        return switch (point) {
            case BURST -> burst(size);
            case LOOP -> List.of(plain(size <= 16 * KIB ? 0.8 : 1.1));
            case HANDOVER -> List.of(plain(1.0));
            case WRITE -> List.of(plain(0.6));
        };
    }

    private static List<Target> burst(int size) {
        Target adaptive = new Target(Side.ADAPTIVE, 0.6);
        if (size >= 64 * KIB) {
            return List.of(plain(0.03), adaptive);
        }
        return size == SMALLEST ? List.of(plain(0.25), adaptive) : List.of(adaptive);
    }

    private static Target plain(double atMost) {
        return new Target(Side.PLAIN, atMost);
    }
}
