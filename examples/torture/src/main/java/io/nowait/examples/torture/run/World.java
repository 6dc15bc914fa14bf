package io.nowait.examples.torture.run;

import io.nowait.examples.torture.Options;
import io.nowait.runtime.page.Numbers;
import io.nowait.runtime.reclaim.GracePeriods;
import io.nowait.runtime.reclaim.Mode;
import io.nowait.runtime.reserve.ContextRule;
import io.nowait.runtime.reserve.Policy;
import io.nowait.runtime.reserve.Pool;
import io.nowait.runtime.reserve.Worker;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.StampedLock;

/** What all actors share: the copy's pool and worker, the slots, the pipe, the books. */
final class World {
    private static final int FLOOR = 1024;
    private static final long CAP = 48L << 20;
    private static final long TRIM_NANOS = 1_000_000_000;
    private static final long STALL_NANOS = 1_000_000_000;

    /** More than the pool can ever hold: what a stalled reader uses is never given up for room. */
    private static final long MOST_PENDING = 4L << 30;

    final Findings findings;
    final Watch watch;
    final GracePeriods grace = new GracePeriods(new Numbers());
    final Worker worker;
    final Pool pool;
    final Slots slots = new Slots();
    final Pipe pipe;
    final Phase phase;
    final Histogram ages = new Histogram();
    final Histogram batches = new Histogram();
    final Counts reads = new Counts();
    final Counts writes = new Counts();
    final AtomicLong generations = new AtomicLong();

    /** Pages that somebody else than who replaced them is to free. */
    final ConcurrentLinkedQueue<Element> handedOver = new ConcurrentLinkedQueue<>();

    /** A page that two threads are to free at once. */
    final AtomicReference<Element> race = new AtomicReference<>();

    /** Keeps frees of the JDK's pages apart from presses: to make room, the pool frees those before their time, as it should. */
    final StampedLock pressing = new StampedLock();

    final AtomicLong readers = new AtomicLong();
    final AtomicLong threads = new AtomicLong();
    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();
    volatile boolean stalling;

    /** Whether somebody is about to press. Changed under the lock. */
    volatile boolean aboutToPress;

    private final AtomicLong seeds;

    World(Options options, Findings findings) {
        this.findings = findings;
        this.watch = new Watch(findings);
        Policy policy = new Policy(Mode.GRACE, MOST_PENDING, STALL_NANOS, ContextRule.NONE);
        this.worker = new Worker(FLOOR, CAP, TRIM_NANOS, grace, policy, watch);
        this.pool = worker.pool();
        this.seeds = new AtomicLong(options.seed());
        this.phase = new Phase(random());
        this.pipe = new Pipe(grace, findings, random());
    }

    /** A source of choices for one thread. */
    SplittableRandom random() {
        return new SplittableRandom(seeds.addAndGet(0x9E3779B97F4A7C15L));
    }

    /** Runs something on a thread of its own; {@link #threads} counts it while it lives. */
    void start(String name, Runnable task) {
        threads.incrementAndGet();
        Thread thread = new Thread(() -> guard(task), name);
        thread.setDaemon(true);
        thread.start();
    }

    /** What each thread does: a throw is a failure, the end is counted. */
    void guard(Runnable task) {
        alive.add(Thread.currentThread());
        try {
            task.run();
        } catch (Throwable e) {
            findings.unexpected(e);
        } finally {
            alive.remove(Thread.currentThread());
            threads.decrementAndGet();
        }
    }

    /** Who has not ended, and where one of them is. */
    String whoLives() {
        StringBuilder text = new StringBuilder();
        alive.forEach(thread -> text.append(thread.getName()).append(", "));
        alive.stream().findFirst().ifPresent(thread -> {
            text.append("the first is at");
            for (StackTraceElement frame : thread.getStackTrace()) {
                text.append("\n    ").append(frame);
            }
        });
        return text.toString();
    }
}
