package io.nowait.examples.torture.run;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** A page that is current or was, and how far it has gone down the pipe. */
final class Element {
    private static final AtomicIntegerFieldUpdater<Element> AGE =
            AtomicIntegerFieldUpdater.newUpdater(Element.class, "age");

    final ByteBuffer page;
    final long generation;

    private volatile int age;

    Element(ByteBuffer page, long generation) {
        this.page = page;
        this.generation = generation;
    }

    /** 0 while it is current, 1 once it is not, then one more for each grace period that has begun and ended since. */
    int age() {
        return age;
    }

    /** It is not current any more. No fence: between unlinking and freeing that would hide a missing one. */
    void unlinked() {
        AGE.lazySet(this, 1);
    }

    /** A grace period that began after it was unlinked is over. */
    void older() {
        AGE.incrementAndGet(this);
    }
}
