package io.nowait.runtime.reserve;

import io.nowait.runtime.page.Audit;
import io.nowait.runtime.page.Chain;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.Run;
import io.nowait.runtime.page.RunStack;
import io.nowait.runtime.page.SizeClasses;
import io.nowait.runtime.page.Slabs;

/**
 * The emergency reserve: clean runs set aside for threads that may not wait, for when the direct limit has no room.
 *
 * <p>It holds runs of the size classes that such threads have asked for in the last minutes, the bytes shared out evenly, at least one run of
 * each if that fits. The worker brings them before all else, and gives them up at the direct limit if nothing else makes enough room.
 *
 * <p>A thread that may wait gets of it only what keeps it from failing: it has to wait a little first ({@link Urgency}), and once it has been seen
 * that this was all that it waited for, none has to for a minute.
 *
 * <p>Any thread may take from its stacks. All else is for the worker.
 */
final class Emergency {
    private static final long FORGOTTEN_NANOS = 120_000_000_000L;
    private static final long PAUSE_NANOS = 100_000_000;
    private static final long YIELDING_NANOS = 60_000_000_000L;

    /** One part in so many of what the pool may hold, at the most: the cap can be lowered while it runs. */
    private static final int LARGEST_PART = 8;

    private final Slabs slabs;
    private final RunStack[] stacks = new RunStack[SizeClasses.COUNT];
    private final long most;

    /** When a thread that may not wait was last seen to ask for runs of a size class. Only where {@link #wanted} is set. */
    private final long[] askedAt = new long[SizeClasses.COUNT];

    private final boolean[] wanted = new boolean[SizeClasses.COUNT];
    private int classes;

    /** After a run could not be had, not before that time. */
    private long notBefore = System.nanoTime();

    /** Until then a thread that may wait gets at once what is held. */
    private long yieldingUntil = notBefore;

    /**
     * Nothing is set aside yet.
     *
     * @param most bytes that it may hold, 0 or more; of a small pool it holds less
     */
    Emergency(Slabs slabs, long most) {
        this.slabs = slabs;
        this.most = most;
        for (int sizeClass = 0; sizeClass < stacks.length; sizeClass++) {
            stacks[sizeClass] = new RunStack(slabs.runs());
        }
    }

    private long target() {
        return Math.min(most, slabs.cap() / LARGEST_PART);
    }

    /** What it holds of a size class: clean, for any thread to take. */
    RunStack runs(int sizeClass) {
        return stacks[sizeClass];
    }

    /** A thread that may not wait asks for runs of that size class. */
    void asked(int sizeClass, long now) {
        if (!wanted[sizeClass]) {
            wanted[sizeClass] = true;
            classes++;
        }
        askedAt[sizeClass] = now;
    }

    /** Whether the direct limit has room for twice what may be held: not the last that there is. */
    boolean hasRoom() {
        return Jdk.directLimit() - Jdk.totalCapacity() >= 2 * target();
    }

    /** Brings one run that lacks, when what another size class has too many of has been given up; whether there may be more to do. */
    boolean proceed(long now) {
        if (classes == 0 || now - notBefore < 0) {
            return false;
        }
        int lacking = -1;
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            if (wanted[sizeClass]) {
                int aim = aim(sizeClass);
                int held = stacks[sizeClass].depth();
                if (held > aim) {
                    giveUp(sizeClass, 1);
                    return true;
                }
                lacking = lacking < 0 && held < aim ? sizeClass : lacking;
            }
        }
        return lacking >= 0 && bring(lacking, now);
    }

    /** Runs that are to be held of a size class that is wanted: an even part of all, but one at least while the smaller leave room for it. */
    private int aim(int sizeClass) {
        long left = target();
        for (int smaller = 0; smaller < sizeClass; smaller++) {
            if (wanted[smaller]) {
                left -= part(smaller, left);
            }
        }
        return (int) (part(sizeClass, left) / SizeClasses.bytes(sizeClass));
    }

    private long part(int sizeClass, long left) {
        long bytes = SizeClasses.bytes(sizeClass);
        return Math.min(left / bytes, Math.max(1, target() / classes / bytes)) * bytes;
    }

    private boolean bring(int sizeClass, long now) {
        Run run = slabs.take(sizeClass, 1);
        if (run == null) {
            notBefore = now + PAUSE_NANOS;
            return false;
        }
        put(run);
        return true;
    }

    private void put(Run run) {
        Jdk.zero(run.address, run.dirty);
        run.dirty = 0;
        stacks[run.sizeClass].push(run);
    }

    /** Gives up the size classes that nobody has asked for in a while. */
    void trim(long now) {
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            if (wanted[sizeClass] && now - askedAt[sizeClass] > FORGOTTEN_NANOS) {
                wanted[sizeClass] = false;
                classes--;
                giveUp(sizeClass, Long.MAX_VALUE);
            }
        }
    }

    /** Takes from a stack what lacks of its size class. */
    void fillFrom(RunStack stack, int sizeClass) {
        if (!wanted[sizeClass]) {
            return;
        }
        for (int lacking = aim(sizeClass) - stacks[sizeClass].depth(); lacking > 0; lacking--) {
            Run run = stack.pop();
            if (run == null) {
                return;
            }
            put(run);
        }
    }

    /**
     * Gives up as much as lacks, to a thread that may not wait, or has waited long enough. If it was only this that one waited for, whoever asks
     * within the next minute gets it at once.
     *
     * @param bytes that lack, more than 0
     */
    void giveUp(long bytes, Urgency urgency, long now) {
        boolean yielding = now - yieldingUntil < 0;
        if (urgency == Urgency.PATIENT && !yielding) {
            return;
        }
        if (urgency == Urgency.WAITED && bytes <= bytes()) {
            yieldingUntil = now + YIELDING_NANOS;
        }
        long left = bytes;
        for (int sizeClass = SizeClasses.COUNT - 1; sizeClass >= 0 && left > 0; sizeClass--) {
            left -= giveUp(sizeClass, left);
        }
    }

    /** Gives up all. */
    void giveUp() {
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            giveUp(sizeClass, Long.MAX_VALUE);
        }
    }

    /** Gives up runs of a size class until they come to so many bytes, or there are none; returns the bytes. */
    private long giveUp(int sizeClass, long bytes) {
        RunStack runs = stacks[sizeClass];
        Run chain = null;
        long given = 0;
        while (given < bytes) {
            Run run = runs.pop();
            if (run == null) {
                break;
            }
            given += run.bytes();
            chain = Chain.push(chain, run);
        }
        slabs.park(chain);
        return given;
    }

    /** Bytes that it holds. Read racily. Thread-safe. */
    long bytes() {
        long bytes = 0;
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            bytes += (long) stacks[sizeClass].depth() * SizeClasses.bytes(sizeClass);
        }
        return bytes;
    }

    /** Enters what it holds into an audit. */
    void enter(Audit audit) {
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            audit.addFree("emergency reserve", stacks[sizeClass]);
        }
    }
}
