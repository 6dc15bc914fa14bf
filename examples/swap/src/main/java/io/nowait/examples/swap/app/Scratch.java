package io.nowait.examples.swap.app;

/** Makes buffers of the tables' sizes for itself and frees them, so that memory freed too early soon holds other bytes. */
final class Scratch extends Rounds {
    private final int step;
    private final Reader reader;
    private final Sizes sizes;
    private long generation;

    /**
     * Makes one of several such tasks.
     *
     * @param number which of them this is, from 0
     * @param of how many there are
     * @param reader checks its buffers: they belong to it alone, and are right even on the plain JDK
     */
    Scratch(int number, int of, Sizes sizes, int rate, Reader reader) {
        super(rate);
        this.generation = -1 - number;
        this.step = of;
        this.sizes = sizes;
        this.reader = reader;
    }

    @Override
    void round() {
        Table own = Table.of(generation, sizes.of(generation));
        reader.sum(own);
        Direct.free(own.bytes());
        generation -= step;
    }
}
