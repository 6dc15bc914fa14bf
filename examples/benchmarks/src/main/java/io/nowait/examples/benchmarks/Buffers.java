package io.nowait.examples.benchmarks;

/**
 * One source of direct buffers, as the benchmarks use it. Used by several threads only as far as the source itself
 * allows; a forked JVM creates one implementation only, so that calls through this class are direct.
 *
 * @param <B> what the source calls a buffer
 */
public abstract class Buffers<B> {
    /** For subclasses. */
    protected Buffers() {}

    /**
     * Takes a buffer and writes one byte into it, so that no side gets away with memory that was never touched.
     *
     * @param capacity bytes, positive
     * @return a buffer that holds at least that many bytes
     */
    public abstract B take(int capacity);

    /**
     * Writes every byte.
     *
     * @param buffer a buffer taken from this source and not yet freed
     * @param capacity the bytes it was taken for
     * @param pattern what to write, again and again; its length divides {@code capacity} or is larger
     */
    public abstract void fill(B buffer, int capacity, byte[] pattern);

    /**
     * Gives a buffer back explicitly.
     *
     * @param buffer a buffer taken from this source and not yet freed
     */
    public abstract void free(B buffer);
}
