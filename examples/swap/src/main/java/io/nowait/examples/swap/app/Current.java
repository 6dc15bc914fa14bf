package io.nowait.examples.swap.app;

/** The table that is served now. Anyone reads it without a lock; one thread swaps it. */
final class Current {
    private volatile Table table;

    Current(Table first) {
        this.table = first;
    }

    Table get() {
        return table;
    }

    /** Puts another table in its place and returns the old one; only the publisher calls this. */
    Table swap(Table next) {
        Table old = table;
        table = next;
        return old;
    }
}
