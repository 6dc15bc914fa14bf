package io.nowait.examples.swap.app;

/** Makes the next table, puts it in place of the current one and frees that, with loops reading it or not. */
final class Publisher extends Rounds {
    private final Current current;
    private final Sizes sizes;
    private final Findings findings;

    Publisher(Current current, Sizes sizes, int rate, Findings findings) {
        super(rate);
        this.current = current;
        this.sizes = sizes;
        this.findings = findings;
    }

    @Override
    void round() {
        long generation = current.get().generation() + 1;
        Table old = current.swap(Table.of(generation, sizes.of(generation)));
        Direct.free(old.bytes());
        findings.swapped();
    }
}
