package io.nowait.examples.torture.run;

/** Frees what others have replaced: runs move from one thread's reserve to another's, by way of the depot. */
final class Undertaker extends Actor {
    private final Press press = new Press(world, random);

    Undertaker(World world) {
        super(world);
    }

    @Override
    void step() {
        Element raced = world.race.getAndSet(null);
        if (raced != null) {
            world.writes.of("freed by two at once").increment();
            press.free(raced);
        }
        Element next = world.handedOver.poll();
        if (next != null) {
            press.checkWhole(next);
            press.free(next);
        } else if (raced == null) {
            Thread.yield();
        }
    }
}
