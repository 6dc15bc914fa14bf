package io.nowait.examples.torture.run;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * One section's or iteration's worth of reading: {@link #begin} within it, anything in between, {@link #end} still within it.
 * One thread uses one at a time.
 */
final class Visit {
    private static final int FULL_CHECKS = 8;

    private final World world;
    private final SplittableRandom random;
    private final String kind;
    private final LongAdder reads;
    private final Element[] seen = new Element[Slots.COUNT];
    private final int[] from = new int[Slots.COUNT];
    private int count;
    private long completedBefore;

    Visit(World world, SplittableRandom random, String kind) {
        this.world = world;
        this.random = random;
        this.kind = kind;
        this.reads = world.reads.of(kind);
    }

    /** Looks at some current elements. */
    void begin() {
        begin(1 + random.nextInt(4));
    }

    /** Looks at so many slots, neighbours. */
    void begin(int slots) {
        completedBefore = world.pipe.completed();
        count = 0;
        int first = random.nextInt(Slots.COUNT);
        for (int i = 0; i < slots; i++) {
            int slot = (first + i) % Slots.COUNT;
            Element element = world.slots.at(slot);
            if (element != null) {
                seen[count] = element;
                from[count++] = slot;
                check(element, slot, "at first sight");
            }
        }
    }

    /** Looks at them again. */
    void again() {
        for (int i = 0; i < count; i++) {
            check(seen[i], from[i], "again");
        }
    }

    /** Looks at them for the last time. */
    void end() {
        again();
        long completed = world.pipe.completed() - completedBefore;
        for (int i = 0; i < count; i++) {
            reads.increment();
            int age = seen[i].age().get();
            if (!world.ages.add(age)) {
                world.findings.report(
                        "age",
                        "a " + kind + " sees generation " + seen[i].generation() + " of slot " + from[i] + " at age "
                                + age);
            }
            seen[i] = null;
        }
        if (!world.batches.add(completed)) {
            world.findings.report("batches", completed + " grace periods began or ended while a " + kind + " read");
        }
    }

    private void check(Element element, int slot, String when) {
        boolean full = random.nextInt(FULL_CHECKS) == 0;
        int place = full
                ? Stamp.mismatch(element.page(), element.generation())
                : Stamp.mismatch(element.page(), element.generation(), random);
        if (place >= 0) {
            world.findings.report(
                    "reuse",
                    "a " + kind + " looks " + when + " at generation " + element.generation()
                            + " of slot " + slot + ", " + element.page().capacity() + " bytes, age "
                            + element.age().get()
                            + ": at " + place + " expected "
                            + Long.toHexString(Stamp.at(element.page(), element.generation(), place))
                            + ", found " + Long.toHexString(element.page().getLong(place)) + " in generation "
                            + element.page().getLong(8));
        }
    }
}
