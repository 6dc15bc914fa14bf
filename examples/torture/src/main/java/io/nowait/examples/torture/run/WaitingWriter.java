package io.nowait.examples.torture.run;

/** Waits for a grace period by itself before it frees. */
final class WaitingWriter extends Writer {
    WaitingWriter(World world, int firstSlot, int slots) {
        super(world, firstSlot, slots);
    }

    @Override
    void step() throws InterruptedException {
        Element old = replaceOne();
        if (old != null) {
            world.grace.synchronize();
            old.age().older();
            world.writes.of("waited for").increment();
            press.free(old);
        }
        rest();
    }
}
