package io.nowait.examples.torture.run;

/** One who reads, but for some phases. */
abstract class Reader extends Actor {
    private static final int REST_MILLIS = 5;

    private final int number = (int) world.readers.incrementAndGet();

    Reader(World world) {
        super(world);
    }

    @Override
    final void step() throws Exception {
        if (world.phase.rests(number)) {
            goOffline();
            world.findings.sleepMillis(REST_MILLIS);
        } else {
            read();
        }
    }

    /** One section or iteration. */
    abstract void read() throws Exception;

    /** Announces that a long rest follows, if the last {@link #read} left the thread online. */
    void goOffline() {}
}
