package io.nowait.examples.torture.run;

import io.nowait.examples.torture.copy.VirtualThreads;
import java.io.IOException;

/** Who is at work: readers of each kind, writers of each kind, each writer over slots of its own. */
final class Crew {
    private static final int VIRTUAL = 6;

    private final World world;

    Crew(World world) {
        this.world = world;
    }

    void start() throws IOException {
        world.start("pipe", world.pipe);
        world.start("writer 1", new Writer(world, 0, 4));
        world.start("writer 2", new Writer(world, 8, 4));
        world.start("reading writer", new ReadingWriter(world, 12, 4));
        world.start("waiting writer", new WaitingWriter(world, 16, 4));
        world.start("mortal writer 1", new MortalWriter(world, 4, 4));
        world.start("mortal writer 2", new MortalWriter(world, 20, 4));
        world.start("undertaker", new Undertaker(world));
        world.start("loop 1", new LoopReader(world));
        world.start("loop 2", new LoopReader(world));
        world.start("passing loop", new PassingReader(world));
        world.start("nested sections", new NestedReader(world));
        world.start("loop in a section", new HoldingReader(world));
        world.start("two selectors", new TwoSelectorReader(world));
        world.start("presser", new Presser(world));
        world.start("selector", new SelectingReader(world));
        world.start("midwife", new Midwife(world));
        world.start(Staller.NAME, new Staller(world));
        for (int i = 0; VirtualThreads.EXIST && i < VIRTUAL; i++) {
            startVirtual();
        }
    }

    private void startVirtual() {
        world.threads.incrementAndGet();
        VirtualThreads.start(() -> world.guard(() -> {
            new VirtualReader(world).run();
            if (!world.findings.stopped()) {
                startVirtual();
            }
        }));
    }

    /** Waits until all have ended; whether they have in that time. */
    boolean awaitEnd(int seconds) throws InterruptedException {
        for (int i = 0; i < 10 * seconds && world.threads.get() > 0; i++) {
            Thread.sleep(100);
        }
        return world.threads.get() == 0;
    }
}
