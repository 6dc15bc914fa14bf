package io.nowait.examples.torture.run;

import io.nowait.runtime.reclaim.Section;

/** Reads once in a section of its own and is gone at once, now and then without having left the section. */
final class ShortReader implements Runnable {
    private final World world;
    private final String kind;

    ShortReader(World world, String kind) {
        this.world = world;
        this.kind = kind;
    }

    @Override
    public void run() {
        var random = world.random();
        Visit visit = new Visit(world, random, kind);
        Section section = world.grace.enter();
        visit.begin();
        if (random.nextInt(4) == 0) {
            Thread.yield();
        }
        visit.end();
        if (random.nextInt(3) > 0) {
            section.close();
        }
    }
}
