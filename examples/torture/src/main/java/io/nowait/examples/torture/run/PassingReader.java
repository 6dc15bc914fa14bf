package io.nowait.examples.torture.run;

/** A selector loop that never waits: it only passes, and is online from the first pass on. */
final class PassingReader extends Reader {
    private final Object selector = new Object();
    private final Visit visit = new Visit(world, random, "passing loop");

    PassingReader(World world) {
        super(world);
    }

    @Override
    void read() {
        world.grace.pass(selector);
        visit.begin();
        linger();
        visit.end();
        if (random.nextInt(64) == 0) {
            world.grace.aboutToWait(selector);
            rest();
        }
    }

    @Override
    void goOffline() {
        world.grace.aboutToWait(selector);
    }
}
