package io.nowait.examples.swap.app;

import java.nio.ByteBuffer;

/** Reads tables for one event loop, every word of them, and compares each with what its generation must have there. */
final class Reader {
    private static final int PIECES = 16;

    private final String name;
    private final Look look;
    private final long pieceNanos;
    private final Findings findings;

    /**
     * Makes the reader of one loop.
     *
     * @param workNanos how long the work takes that the loop does while it reads one table
     */
    Reader(String name, Look look, long workNanos, Findings findings) {
        this.name = name;
        this.look = look;
        this.pieceNanos = workNanos / PIECES;
        this.findings = findings;
    }

    /** Returns the sum of all words of the table as they are found. */
    long sum(Table table) {
        ByteBuffer bytes = look.at(table.bytes());
        int piece = Math.max(Long.BYTES, bytes.capacity() / PIECES / Long.BYTES * Long.BYTES);
        long sum = 0;
        for (int from = 0; from < bytes.capacity(); from += piece) {
            sum += sum(table.generation(), bytes, from, Math.min(from + piece, bytes.capacity()));
            work();
        }
        return sum;
    }

    private long sum(long generation, ByteBuffer bytes, int from, int to) {
        long sum = 0;
        for (int at = from; at < to; at += Long.BYTES) {
            long expected = Pattern.word(generation, at / Long.BYTES);
            long word = bytes.getLong(at);
            if (word != expected) {
                findings.wrongWord(name, generation, at, expected, word);
            }
            sum += word;
        }
        return sum;
    }

    /** Stands for what a handler does with a piece. */
    private void work() {
        long end = System.nanoTime() + pieceNanos;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }
}
