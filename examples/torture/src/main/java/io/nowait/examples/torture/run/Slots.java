package io.nowait.examples.torture.run;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** The current elements. Any thread reads any slot; each slot is replaced by one thread at a time. */
final class Slots {
    static final int COUNT = 24;

    private final AtomicReferenceArray<Element> current = new AtomicReferenceArray<>(COUNT);

    /** What is current, or null before the first. Acquire: pairs with {@link #replace}. */
    Element at(int slot) {
        return current.getAcquire(slot);
    }

    /** Replaces what is current, in release mode and no stronger; returns what was, or null. */
    Element replace(int slot, Element next) {
        Element before = current.getPlain(slot);
        current.setRelease(slot, next);
        if (before != null) {
            before.age().unlinked();
        }
        return before;
    }
}
