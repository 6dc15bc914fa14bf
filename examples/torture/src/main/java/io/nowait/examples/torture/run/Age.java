package io.nowait.examples.torture.run;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** How far an element has gone down the pipe. Apart from the page, so that the pipe keeps none from the collector. */
final class Age {
    private static final AtomicIntegerFieldUpdater<Age> AGE = AtomicIntegerFieldUpdater.newUpdater(Age.class, "age");

    private volatile int age;

    /** 0 while it is current, 1 once it is not, then one more for each grace period that has begun and ended since. */
    int get() {
        return age;
    }

    /** The element is not current any more. No fence: between unlinking and freeing that would hide a missing one. */
    void unlinked() {
        AGE.lazySet(this, 1);
    }

    /** A grace period that began after the element was unlinked is over. */
    void older() {
        AGE.incrementAndGet(this);
    }
}
