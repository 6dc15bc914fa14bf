package io.nowait.examples.torture.run;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicReference;

/** Replaces the elements of some slots that are its own, and gets rid of the old ones in all the ways there are. */
class Writer extends Actor {
    private static final int MOST_STALE = 32;

    final Press press = new Press(world, random);
    final int firstSlot;
    final int slots;
    private final ArrayDeque<Element> freedLongAgo = new ArrayDeque<>();

    Writer(World world, int firstSlot, int slots) {
        super(world);
        this.firstSlot = firstSlot;
        this.slots = slots;
    }

    @Override
    void step() throws InterruptedException {
        Element old = replaceOne();
        if (old != null) {
            dispose(old);
        }
        rest();
    }

    /** Replaces one; returns the old element, unlinked, or null. */
    final Element replaceOne() throws InterruptedException {
        Element fresh = press.make();
        if (fresh == null) {
            world.findings.sleepMillis(1);
            return null;
        }
        return world.slots.replace(firstSlot + random.nextInt(slots), fresh);
    }

    /** Gets rid of an element that has been unlinked. */
    final void dispose(Element old) {
        int dice = random.nextInt(100);
        if (dice < 60) {
            press.free(old);
        } else if (dice < 70) {
            press.retire(old);
        } else if (dice < 82) {
            world.handedOver.add(old);
        } else if (dice < 88) {
            press.free(old);
            press.free(old);
            remember(old);
        } else if (dice < 96) {
            freeWithSomebody(old);
        } else {
            world.writes.of("dropped").increment();
        }
        world.pipe.add(old.age());
    }

    /** Two threads free at once; one of them is in vain. */
    private void freeWithSomebody(Element old) {
        AtomicReference<Element> race = world.race;
        if (race.compareAndSet(null, old)) {
            while (race.get() == old && !world.findings.stopped()) {
                Thread.onSpinWait();
            }
        }
        press.free(old);
    }

    /** Frees something later once more, when its memory may be somebody else's. */
    private void remember(Element old) {
        freedLongAgo.add(old);
        if (freedLongAgo.size() > MOST_STALE) {
            world.writes.of("freed long after").increment();
            press.free(freedLongAgo.poll());
        }
    }
}
