package io.nowait.examples.torture.run;

/** A selector loop that never waits: it only passes, and is online from the first pass on. */
final class PassingReader extends Actor {
    private final Object selector = new Object();
    private final Visit visit = new Visit(world, random, "passing loop");

    PassingReader(World world) {
        super(world);
    }

    @Override
    void step() {
        world.grace.pass(selector);
        visit.begin();
        linger();
        visit.end();
        if (random.nextInt(64) == 0) {
            world.grace.aboutToWait(selector);
            rest();
        }
    }
}
