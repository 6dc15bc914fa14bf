package io.nowait.examples.swap.app;

import java.util.List;

/**
 * The sizes of the tables, in turns.
 *
 * @param bytes at least one
 */
record Sizes(List<Integer> bytes) {
    /** The size of this generation's table; the sign of a scratch buffer's generation does not matter. */
    int of(long generation) {
        return bytes.get(Math.floorMod(generation, bytes.size()));
    }
}
