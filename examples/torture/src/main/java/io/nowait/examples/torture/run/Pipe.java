package io.nowait.examples.torture.run;

import io.nowait.runtime.reclaim.GracePeriods;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The ageing pipe: what has been replaced lives through ten grace periods, one after the other, and grows older with each.
 *
 * <p>A reader that sees an element of age 2 has lived, within its section, through a grace period that began and ended: an element
 * that it could find had not been unlinked before. The same holds of the number of grace periods that end while it reads: the one
 * that was under way when it began, and no other.
 */
final class Pipe implements Runnable {
    private final ConcurrentLinkedQueue<Age> entrance = new ConcurrentLinkedQueue<>();
    private final List<Age> ageing = new ArrayList<>();
    private final GracePeriods grace;
    private final Findings findings;
    private final SplittableRandom random;
    private volatile long completed;

    Pipe(GracePeriods grace, Findings findings, SplittableRandom random) {
        this.grace = grace;
        this.findings = findings;
        this.random = random;
    }

    /** Takes the age of an element that has been unlinked. */
    void add(Age unlinked) {
        entrance.add(unlinked);
    }

    /** Lets go of all; when nobody works any more. */
    void empty() {
        entrance.clear();
        ageing.clear();
    }

    /** Grace periods of the pipe that are over. */
    long completed() {
        return completed;
    }

    @Override
    public void run() {
        while (!findings.stopped()) {
            for (Age next = entrance.poll(); next != null; next = entrance.poll()) {
                ageing.add(next);
            }
            long token = grace.start();
            while (!grace.isOver(token)) {
                if (findings.stopped()) {
                    return;
                }
                pause();
            }
            completed++;
            ageing.forEach(Age::older);
            ageing.removeIf(age -> age.get() > Histogram.LONGEST);
        }
    }

    private void pause() {
        if (random.nextInt(4) == 0) {
            LockSupport.parkNanos(random.nextInt(400_000));
        } else {
            Thread.onSpinWait();
        }
    }
}
