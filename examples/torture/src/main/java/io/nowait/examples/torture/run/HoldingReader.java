package io.nowait.examples.torture.run;

import io.nowait.runtime.reclaim.Section;

/** A selector loop that passes and waits at its selector within a section: that announces nothing. */
final class HoldingReader extends Reader {
    private final Object selector = new Object();
    private final Visit visit = new Visit(world, random, "loop in a section");

    HoldingReader(World world) {
        super(world);
    }

    @Override
    @SuppressWarnings("try") // a section is there to be left
    void read() {
        world.grace.back(selector);
        try (Section held = world.grace.enter()) {
            visit.begin();
            if (random.nextBoolean()) {
                world.grace.pass(selector);
            } else {
                world.grace.aboutToWait(selector);
                linger();
                world.grace.back(selector);
            }
            linger();
            visit.end();
        }
        world.grace.aboutToWait(selector);
        rest();
    }
}
