package io.nowait.examples.torture.run;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * What a page carries: a magic word, its generation, words that depend on the generation and on their places, and at the end the
 * generation again, mixed. Zeros, another generation's words and an allocator's links never pass for it.
 *
 * <p>Buffers are taken as big-endian; their capacities are multiples of eight bytes.
 */
final class Stamp {
    private static final long MAGIC = 0x6E6F776169742121L;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int SAMPLES = 6;

    private Stamp() {}

    static void write(ByteBuffer page, long generation) {
        int words = page.capacity() >>> 3;
        for (int i = 0; i < words; i++) {
            page.putLong(i << 3, word(generation, i, words));
        }
    }

    /** The place of the first word that is another, or -1. */
    static int mismatch(ByteBuffer page, long generation) {
        int words = page.capacity() >>> 3;
        for (int i = 0; i < words; i++) {
            if (!holds(page, generation, i, words)) {
                return i << 3;
            }
        }
        return -1;
    }

    /** The same, looking at both ends and some places between them. */
    static int mismatch(ByteBuffer page, long generation, SplittableRandom random) {
        int words = page.capacity() >>> 3;
        for (int sample = -3; sample < SAMPLES; sample++) {
            int i = sample == -3 ? 0 : sample == -2 ? 1 : sample == -1 ? words - 1 : random.nextInt(words);
            if (!holds(page, generation, i, words)) {
                return i << 3;
            }
        }
        return -1;
    }

    /** What should be at a place. */
    static long at(ByteBuffer page, long generation, int place) {
        return word(generation, place >>> 3, page.capacity() >>> 3);
    }

    private static boolean holds(ByteBuffer page, long generation, int i, int words) {
        return page.getLong(i << 3) == word(generation, i, words);
    }

    private static long word(long generation, int i, int words) {
        if (i == 0) {
            return MAGIC;
        }
        if (i == 1) {
            return generation;
        }
        long z = (generation + 1) * GOLDEN + (i == words - 1 ? ~0 : i);
        return z ^ (z >>> 29);
    }
}
