package io.nowait.examples.torture.run;

import io.nowait.runtime.page.Jdk;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Makes elements, and frees them. One thread uses one. */
final class Press {
    private static final int[] CAPACITIES = {4096, 4096, 4096, 8000, 16_384, 20_000};
    private static final int JDK_CAPACITY = 2048;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(20_000);
    private static final int SITE = 0;

    private final World world;
    private final SplittableRandom random;

    Press(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
    }

    /** A stamped element, from the pool as a rule, or null if the pool has nothing to lend. */
    Element make() {
        boolean ofJdk = random.nextInt(24) == 0;
        ByteBuffer page = ofJdk ? ByteBuffer.allocateDirect(JDK_CAPACITY) : lend();
        if (page == null) {
            world.writes.of("nothing to lend").increment();
            return null;
        }
        long generation = world.generations.incrementAndGet();
        Stamp.write(page, generation);
        return new Element(page, ofJdk, generation, new Age());
    }

    private ByteBuffer lend() {
        int capacity = CAPACITIES[random.nextInt(CAPACITIES.length)];
        ByteBuffer page = world.pool.lend(capacity, SITE);
        if (page == null) {
            return null;
        }
        world.writes.of("lent").increment();
        int dirt = page.mismatch(ZEROS.slice(0, capacity));
        if (dirt >= 0) {
            world.findings.report(
                    "unzeroed",
                    "a fresh page of " + capacity + " bytes has " + Long.toHexString(page.getLong(dirt & ~7)) + " at "
                            + (dirt & ~7));
        }
        return page;
    }

    /** What has been freed by nobody must be whole: else it was lent twice, or taken back. */
    void checkWhole(Element element) {
        int place = Stamp.mismatch(element.page(), element.generation());
        if (place >= 0) {
            world.findings.report(
                    "owner",
                    "generation " + element.generation() + " is not free and not whole: at " + place
                            + " expected " + Long.toHexString(Stamp.at(element.page(), element.generation(), place))
                            + ", found "
                            + Long.toHexString(element.page().getLong(place)));
        }
    }

    /** Frees as an application does under the agent. */
    void free(Element element) {
        if (element.ofJdk()) {
            freeOfJdk(element);
            return;
        }
        world.writes.of("freed").increment();
        if (!world.pool.free(element.page())) {
            Jdk.invokeCleaner(element.page());
        }
    }

    /** Not what may be freed before its time when somebody is about to press. */
    private void freeOfJdk(Element element) {
        long stamp = world.pressing.readLock();
        try {
            if (world.aboutToPress) {
                retire(element);
                return;
            }
            world.writes.of("freed, of the JDK").increment();
            if (!world.pool.free(element.page())) {
                Jdk.invokeCleaner(element.page());
            }
        } finally {
            world.pressing.unlockRead(stamp);
        }
    }

    /** Retires as {@code DeferredFree} does. */
    void retire(Element element) {
        world.writes.of("retired").increment();
        if (!world.pool.retire(element.page())) {
            Jdk.invokeCleaner(element.page());
        }
    }
}
