package io.nowait.examples.torture.run;

/** A selector loop: back, a look at the pages, about to wait; now and then it waits for long. */
final class LoopReader extends Reader {
    private final Object selector = new Object();
    private final Visit visit = new Visit(world, random, "loop");

    LoopReader(World world) {
        super(world);
    }

    @Override
    void read() {
        world.grace.back(selector);
        visit.begin();
        linger();
        visit.end();
        world.grace.aboutToWait(selector);
        rest();
    }
}
