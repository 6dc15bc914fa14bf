package io.nowait.examples.torture.run;

import io.nowait.runtime.page.Holdings;

/** What must hold when nobody works any more: all that was freed comes back, nothing is lost, and the books are right. */
final class Settlement {
    private static final int SECONDS = 20;

    private final World world;

    Settlement(World world) {
        this.world = world;
    }

    void settle() throws InterruptedException {
        world.pipe.empty();
        Press press = new Press(world, world.random());
        for (Element next = world.handedOver.poll(); next != null; next = world.handedOver.poll()) {
            press.free(next);
        }
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            Element last = world.slots.replace(slot, null);
            if (last != null) {
                press.checkWhole(last);
                press.free(last);
            }
        }
        Thread barrier = new Thread(this::passBarrier, "barrier");
        barrier.setDaemon(true);
        barrier.start();
        barrier.join(SECONDS * 1000L);
        if (barrier.isAlive()) {
            world.findings.report("barrier", "what was freed did not come back within " + SECONDS + " s");
        }
        if (!comesBack()) {
            world.findings.report("lost", "still held after all was freed or dropped: " + world.pool.holdings());
        }
        String violations = world.worker.audit();
        if (!violations.isEmpty()) {
            world.findings.report("audit", violations);
        }
        if (world.pool.failures() > 0) {
            world.findings.report("errors", world.pool.failures() + " inside the pool");
        }
    }

    private void passBarrier() {
        try {
            world.worker.barrier();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean comesBack() throws InterruptedException {
        for (int i = 0; i < 10 * SECONDS; i++) {
            Holdings now = world.pool.holdings();
            if (now.lent() == 0 && now.retired() == 0) {
                return true;
            }
            System.gc();
            Thread.sleep(100);
        }
        return false;
    }
}
