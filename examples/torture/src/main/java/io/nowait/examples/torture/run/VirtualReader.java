package io.nowait.examples.torture.run;

import io.nowait.runtime.reclaim.Section;

/** A virtual thread that blocks within its sections, and may go on under another carrier. */
final class VirtualReader extends Reader {
    private final Visit visit = new Visit(world, random, "virtual thread");
    private int sectionsLeft = 1 + random.nextInt(200);

    VirtualReader(World world) {
        super(world);
    }

    @Override
    boolean goesOn() {
        return super.goesOn() && sectionsLeft-- > 0;
    }

    @Override
    @SuppressWarnings("try") // a section is there to be left
    void read() {
        try (Section section = world.grace.enter()) {
            visit.begin();
            linger();
            visit.again();
            linger();
            visit.end();
        }
        rest();
    }
}
