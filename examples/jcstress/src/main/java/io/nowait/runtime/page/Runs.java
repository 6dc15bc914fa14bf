package io.nowait.runtime.page;

/** A few runs of no memory, numbered from 1, entered in a table. */
final class Runs {
    final RunTable table = new RunTable();
    private final Slab slab;

    Runs(int count) {
        slab = new Slab(0, count, Block.NONE, table);
        for (int i = 0; i < count; i++) {
            table.enter(slab.run(i));
        }
    }

    Run run(int index) {
        return slab.run(index);
    }
}
