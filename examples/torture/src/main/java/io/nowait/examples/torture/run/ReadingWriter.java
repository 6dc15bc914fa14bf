package io.nowait.examples.torture.run;

/** A selector loop that replaces and frees in the middle of its reading. */
final class ReadingWriter extends Writer {
    private final Object selector = new Object();
    private final Visit visit = new Visit(world, random, "loop that writes");

    ReadingWriter(World world, int firstSlot, int slots) {
        super(world, firstSlot, slots);
    }

    @Override
    void step() throws InterruptedException {
        world.grace.back(selector);
        visit.begin();
        Element old = replaceOne();
        if (old != null) {
            dispose(old);
        }
        linger();
        visit.end();
        world.grace.aboutToWait(selector);
        rest();
    }
}
