package io.nowait.examples.torture.run;

/** Now and then, as a thread whose allocation is about to fail, has the pool give up all that is not lent. */
final class Presser extends Actor {
    /** The pool does not grow for five seconds after it. */
    private static final int LEAST_MILLIS = 6_000;

    Presser(World world) {
        super(world);
    }

    @Override
    void step() throws InterruptedException {
        if (world.findings.sleepMillis(LEAST_MILLIS + random.nextInt(LEAST_MILLIS))) {
            return;
        }
        change(true);
        world.worker.barrier();
        world.writes.of("asked for room").increment();
        world.pool.makeRoom(Long.MAX_VALUE, Long.MAX_VALUE);
        change(false);
    }

    private void change(boolean aboutToPress) {
        long stamp = world.pressing.writeLock();
        world.aboutToPress = aboutToPress;
        world.pressing.unlockWrite(stamp);
    }
}
