package io.nowait.examples.torture.run;

/** A selector loop that waits at another selector in the middle of an iteration, as a blocking client within a handler does. */
final class TwoSelectorReader extends Reader {
    private final Object selector = new Object();
    private final Object other = new Object();
    private final Visit visit = new Visit(world, random, "loop with two selectors");

    TwoSelectorReader(World world) {
        super(world);
    }

    @Override
    void read() {
        world.grace.back(selector);
        visit.begin();
        world.grace.aboutToWait(other);
        linger();
        world.grace.back(other);
        linger();
        visit.end();
        world.grace.aboutToWait(selector);
        rest();
    }
}
