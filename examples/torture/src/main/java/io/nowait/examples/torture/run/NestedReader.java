package io.nowait.examples.torture.run;

import io.nowait.runtime.reclaim.Section;

/** Explicit sections, one within the other; the outermost alone counts. */
final class NestedReader extends Reader {
    private final Visit outer = new Visit(world, random, "nested section");
    private final Visit inner = new Visit(world, random, "inner section");

    NestedReader(World world) {
        super(world);
    }

    @Override
    @SuppressWarnings("try") // a section is there to be left
    void read() {
        try (Section outermost = world.grace.enter()) {
            outer.begin();
            for (int times = random.nextInt(3); times > 0; times--) {
                try (Section within = world.grace.enter()) {
                    inner.begin();
                    linger();
                    inner.end();
                }
                outer.again();
            }
            linger();
            outer.end();
        }
        rest();
    }
}
