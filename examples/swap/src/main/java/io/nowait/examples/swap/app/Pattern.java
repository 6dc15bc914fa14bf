package io.nowait.examples.swap.app;

/**
 * The words of a table: each follows from its generation and index, and tells them, so that a foreign word can be traced to
 * where it came from.
 */
final class Pattern {
    private static final int INDEX_BITS = 20;
    private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

    private Pattern() {}

    /** Returns the word of this generation, not 0, at an index below 2^20. */
    static long word(long generation, int index) {
        return mix(generation << INDEX_BITS | index);
    }

    /** Says where a word came from: whose it is if it is of this pattern, else its value. */
    static String origin(long word) {
        long place = unmix(word);
        long generation = place >> INDEX_BITS;
        if (word == 0) {
            return "zero";
        }
        if (Math.abs(generation) > Integer.MAX_VALUE) {
            return "0x%016x, which is of no table".formatted(word);
        }
        String holder = generation < 0 ? "scratch buffer " + -generation : "generation " + generation;
        return holder + " at offset " + (place & INDEX_MASK) * Long.BYTES;
    }

    /** Returns how many bytes of two words differ. */
    static int differingBytes(long one, long other) {
        int count = 0;
        for (long rest = one ^ other; rest != 0; rest >>>= Byte.SIZE) {
            count += (rest & 0xff) == 0 ? 0 : 1;
        }
        return count;
    }

    /** The 64-bit finalizer of MurmurHash3, a bijection that maps 0 to 0. */
    private static long mix(long value) {
        long z = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
        return z ^ z >>> 33;
    }

    private static long unmix(long mixed) {
        long z = (mixed ^ mixed >>> 33) * 0x9cb4b2f8129337dbL;
        z = (z ^ z >>> 33) * 0x4f74430c22a54005L;
        return z ^ z >>> 33;
    }
}
