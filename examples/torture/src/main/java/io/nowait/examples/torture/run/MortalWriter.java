package io.nowait.examples.torture.run;

/** Lives shortly, and dies with what it freed last still waiting. Another comes after it. */
final class MortalWriter extends Writer {
    private final long end = System.nanoTime() + random.nextLong(400_000_000);

    MortalWriter(World world, int firstSlot, int slots) {
        super(world, firstSlot, slots);
    }

    @Override
    boolean goesOn() {
        return super.goesOn() && System.nanoTime() < end;
    }

    @Override
    public void run() {
        super.run();
        if (world.findings.stopped()) {
            return;
        }
        world.writes.of("writers that died").increment();
        MortalWriter successor = new MortalWriter(world, firstSlot, slots);
        for (int i = 0; i < slots; i++) {
            Element fresh = press.make();
            Element old = fresh == null ? null : world.slots.replace(firstSlot + i, fresh);
            if (old != null) {
                press.free(old);
                world.pipe.add(old.age());
            }
        }
        world.start(Thread.currentThread().getName(), successor);
    }
}
