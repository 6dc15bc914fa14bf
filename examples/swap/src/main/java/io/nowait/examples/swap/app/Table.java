package io.nowait.examples.swap.app;

import java.nio.ByteBuffer;

/**
 * One direct buffer, filled with the words of one generation.
 *
 * @param generation what every word must say
 * @param bytes the whole buffer, a root
 */
record Table(long generation, ByteBuffer bytes) {
    /** Allocates and fills a table of this many bytes, a multiple of 8. */
    static Table of(long generation, int size) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(size);
        for (int at = 0; at < size; at += Long.BYTES) {
            bytes.putLong(at, Pattern.word(generation, at / Long.BYTES));
        }
        return new Table(generation, bytes);
    }

    /** The sum of all words that a table of this generation and size must have. */
    static long sum(long generation, int size) {
        long sum = 0;
        for (int index = 0; index < size / Long.BYTES; index++) {
            sum += Pattern.word(generation, index);
        }
        return sum;
    }
}
