package io.nowait.runtime.reserve;

import io.nowait.runtime.fault.Fault;
import io.nowait.runtime.host.Pressure;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.Lease;
import io.nowait.runtime.page.Run;
import io.nowait.runtime.page.SizeClasses;
import io.nowait.runtime.reclaim.GracePeriods;
import io.nowait.runtime.reclaim.Mode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets an error strike at each step of one operation in turn, each time on a fresh pool, and looks at the books.
 *
 * <p>Loaded by the faulty loader, so that it shares the instrumented runtime, but not instrumented itself.
 */
public final class FaultScenarios {
    private static final int CAPACITY = 20_000;
    private static final int SIZE_CLASS = SizeClasses.of(CAPACITY);
    private static final int OTHER_CAPACITY = 50_000;

    /** An error between a charge and its note loses what was charged: a portion, and a run. */
    private static final int MOST_LOST_OF_THE_BUDGET = (64 << 10) + SizeClasses.bytes(SIZE_CLASS);

    private final GracePeriods grace = Quiet.grace();
    private final Worker worker;
    private final Pool pool;
    private final Reserve mine;
    private final List<ByteBuffer> lent = new ArrayList<>();
    private final List<ByteBuffer> loose = new ArrayList<>();
    private final long capacityBefore = Jdk.totalCapacity();
    private final long bytesBefore = Jdk.totalReserved();
    private final long buffersBefore = Jdk.totalBuffers();

    /** Bytes by which the direct limit is exhausted. */
    private long occupied;

    private Runnable operation = () -> {};

    private FaultScenarios(Mode mode) {
        Policy policy = new Policy(mode, 8 << 20, Long.MAX_VALUE, ContextRule.NONE, 256 << 10, false);
        worker = new Worker(2048, Sizing.of(64 << 20, Long.MAX_VALUE), grace, policy, new Quiet(), Pressure.none());
        pool = worker.pool();
        mine = pool.reserves.mine();
    }

    /**
     * Runs it.
     *
     * @return the number of steps at which an error struck
     */
    public static int strikeEachStep(String name) {
        int step = 0;
        while (strikeOrRepeat(name, step)) {
            step++;
        }
        return step;
    }

    /** What an error loses it loses each time; what other threads of this JVM reserve meanwhile, they do not again. */
    private static boolean strikeOrRepeat(String name, int step) {
        try {
            return new FaultScenarios(mode(name)).strike(name, step);
        } catch (LimitChanged onceMore) {
            return new FaultScenarios(mode(name)).strike(name, step);
        }
    }

    /** The direct limit is not what it was. */
    private static final class LimitChanged extends AssertionError {
        private static final long serialVersionUID = 1;

        LimitChanged() {
            super("the direct limit counts what is gone");
        }
    }

    private static Mode mode(String name) {
        return switch (name) {
            case "freeThatAwaitsProof" -> Mode.GC;
            case "freeThatPoisons", "workerVerifies" -> Mode.STRICT;
            default -> Mode.GRACE;
        };
    }

    /** One that is offline: what is freed is retired, and its grace period is over at the worker's next look. */
    private void addAReader() {
        grace.readers().add(new Thread("other"));
    }

    private boolean strike(String name, int step) {
        prepare(name);
        boolean struck;
        Fault.arm(step, name.startsWith("worker"));
        try {
            operation.run();
        } catch (OutOfMemoryError expected) {
            // As the application would hear of it, or the agent keep it from it.
        } finally {
            struck = Fault.hasStruck();
            Fault.arm(-1, false);
        }
        settle();
        String violations = pool.audit();
        if (!violations.isEmpty()) {
            throw new AssertionError(name + " at step " + step + ": " + violations);
        }
        return struck;
    }

    private void prepare(String name) {
        pool.lend(CAPACITY, 1);
        if (!name.equals("lendFirst")) {
            worker.turn(System.nanoTime());
        }
        Stock stock = mine.stock(SIZE_CLASS);
        switch (name) {
            case "lendFirst":
                operation = () -> keep(pool.lend(OTHER_CAPACITY, 9));
                break;
            case "lendClean":
                operation = () -> keep(pool.lend(CAPACITY, 1));
                break;
            case "lendDirty":
                moveAllCleanTo(stock);
                operation = () -> keep(pool.lend(CAPACITY, 1));
                break;
            case "lendFromDepot":
                moveAllCleanTo(stock);
                pool.freeing.flush(mine, stock);
                operation = () -> keep(pool.lend(CAPACITY, 1));
                break;
            case "free":
                free(lend());
                operation = freeing(lend());
                break;
            case "freeTheFirstOfItsClass":
                ByteBuffer first = lend();
                mine.stocks[SIZE_CLASS] = null;
                pool.slabs.park(stock.clean.takeAll());
                operation = freeing(first);
                break;
            case "freeThatFlushes":
                fillDirtyToTheBrim(stock);
                operation = freeing(lend());
                break;
            case "freeThatSettles":
                ByteBuffer trued = lend();
                pool.relinquish();
                operation = freeing(trued);
                break;
            case "cleanerThatRuns":
                Lease cleaned = pool.leaseOf(drop(lend()));
                operation = () -> pool.freeing.giveBack(cleaned, false);
                break;
            case "freeThatRetires":
                addAReader();
                lendAnotherSize();
                free(lend());
                operation = freeing(lend());
                break;
            case "freeThatRetiresTheFirst":
                addAReader();
                operation = freeing(lend());
                break;
            case "retire":
                addAReader();
                lendAnotherSize();
                operation = retiring(lend());
                break;
            case "retireWithoutAReader":
                operation = retiring(lend());
                break;
            case "freeThatAwaitsProof":
                operation = freeing(lend());
                break;
            case "freeThatPoisons":
                operation = freeing(lend());
                break;
            case "workerClosesAndGivesBack":
                addAReader();
                for (int i = 0; i < 5; i++) {
                    free(lend());
                }
                operation = this::turn;
                break;
            case "workerClosesAndGivesBackTheDeads":
                addAReader();
                lendAndDie();
                operation = this::turn;
                break;
            case "workerVerifies":
                ByteBuffer proved = lend();
                Lease lease = pool.leaseOf(proved);
                free(proved);
                lease.enqueue();
                operation = this::turn;
                break;
            case "makeLoose":
                operation = this::makeLoose;
                break;
            case "freeLoose":
                ByteBuffer goes = makeLoose();
                operation = () -> pool.free(goes);
                break;
            case "freeLooseThatWaits":
                addAReader();
                ByteBuffer waits = makeLoose();
                operation = () -> pool.free(waits);
                break;
            case "lendFromEmergency":
                stockEmergency(SIZE_CLASS);
                operation = () -> keep(lendAfterMiss(CAPACITY));
                break;
            case "lendTooLargeARunFromEmergency":
                stockEmergency(SIZE_CLASS + 1);
                operation = () -> keep(lendAfterMiss(CAPACITY));
                break;
            case "workerEndsLoose":
                pool.free(makeLoose());
                LooseBuffers.of(makeLoose()).enqueue();
                addAReader();
                pool.free(makeLoose());
                operation = this::turn;
                break;
            case "workerEndsDropped":
                pool.leaseOf(drop(lend())).enqueue();
                mine.stocks[SIZE_CLASS] = null;
                pool.slabs.park(stock.clean.takeAll());
                operation = this::turn;
                break;
            case "workerAdopts":
                lendAndDie();
                operation = this::turn;
                break;
            default:
                throw new IllegalArgumentException(name);
        }
    }

    private ByteBuffer lend() {
        ByteBuffer buffer = pool.lend(CAPACITY, 1);
        if (buffer == null) {
            throw new AssertionError("nothing to lend");
        }
        lent.add(buffer);
        return buffer;
    }

    /** Freed at the end, when what the operation left half done must not be taken for its own. */
    private void lendAnotherSize() {
        pool.lend(OTHER_CAPACITY, 9);
        worker.turn(System.nanoTime());
        keep(pool.lend(OTHER_CAPACITY, 9));
    }

    private void keep(ByteBuffer buffer) {
        if (buffer != null) {
            lent.add(buffer);
        }
    }

    private void free(ByteBuffer buffer) {
        lent.remove(buffer);
        pool.free(buffer);
    }

    private ByteBuffer drop(ByteBuffer buffer) {
        lent.remove(buffer);
        return buffer;
    }

    /** A turn that sweeps and trims, and swallows errors as the worker does. */
    private void turn() {
        long failuresBefore = pool.failures();
        worker.turn(System.nanoTime() + 10_000_000_000L);
        if (pool.failures() > failuresBefore) {
            throw new OutOfMemoryError("kept by the worker");
        }
    }

    private void lendAndDie() {
        Thread dying = new Thread(() -> pool.free(pool.lend(CAPACITY, 1)));
        // Its stock is stocked by nobody; it takes from the depot.
        Stock stock = mine.stock(SIZE_CLASS);
        pool.depot.put(stock.clean.takeAll());
        dying.start();
        try {
            dying.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private ByteBuffer makeLoose() {
        ByteBuffer made = lendAfterMiss(CAPACITY);
        if (made != null) { // or the error was taken for a failing system
            loose.add(made);
        }
        return made;
    }

    private ByteBuffer lendAfterMiss(int capacity) {
        try {
            return pool.lendAfterMiss(capacity, 1, Quiet.NON_BLOCKING, true);
        } catch (Refused e) {
            throw new AssertionError(e);
        }
    }

    /** Has runs set aside, and no room elsewhere. */
    private void stockEmergency(int sizeClass) {
        long now = System.nanoTime();
        pool.emergency.asked(sizeClass, now);
        while (pool.emergency.proceed(now)) {
            // Until it is full.
        }
        occupied = Jdk.directLimit() - Jdk.totalCapacity();
        if (!Jdk.tryReserve(occupied)) {
            throw new AssertionError("the limit has changed");
        }
    }

    private Runnable freeing(ByteBuffer buffer) {
        lent.remove(buffer);
        return () -> pool.free(buffer);
    }

    private Runnable retiring(ByteBuffer buffer) {
        lent.remove(buffer);
        return () -> pool.retire(buffer);
    }

    private void moveAllCleanTo(Stock stock) {
        for (Run run = stock.clean.pop(); run != null; run = stock.clean.pop()) {
            run.dirty = run.bytes();
            stock.dirty.push(run);
        }
    }

    private void fillDirtyToTheBrim(Stock stock) {
        while (stock.dirty.depth() < Math.max(stock.high, 2 * Depot.batchSize(SIZE_CLASS)) - 1) {
            stock.dirty.push(pool.slabs.take(SIZE_CLASS, 1));
        }
    }

    /**
     * What happens after an error: the owner goes on to its next operation, which ends unfinished work; the collector proves
     * that buffers which were never handed out are unreachable.
     */
    private void settle() {
        Jdk.unreserve(occupied);
        pool.freeing.finishWork(mine);
        pool.freeing.loose.finish(mine);
        loose.forEach(buffer -> LooseBuffers.of(buffer).enqueue());
        for (int id = 1; id < 10_000; id++) {
            Run run = pool.slabs.runs().get(id);
            Lease lease = run == null ? null : run.lease;
            if (lease != null && lent.stream().noneMatch(lease::refersTo)) {
                lease.clear();
            }
        }
        pool.endForgotten();
        worker.turn(System.nanoTime() + 20_000_000_000L);
        pool.endForgotten(); // those whose grace period is over, and that wait for the proof in mode strict
        lent.forEach(pool::free);
        worker.turn(System.nanoTime() + 20_000_000_000L);
        pool.endForgotten();
        pool.relinquish();
        if (pool.holdings().held() != 0 || pool.counted() != 0) {
            throw new AssertionError(pool.holdings() + " left over");
        }
        if (Jdk.totalCapacity() != capacityBefore
                || Jdk.totalReserved() != bytesBefore
                || Jdk.totalBuffers() != buffersBefore) {
            throw new LimitChanged();
        }
        if (pool.freeing.loose.known() != 0) {
            throw new AssertionError("a loose buffer is kept for ever");
        }
        pool.closeBatchesOf(mine);
        long pending = pool.waiting().pending();
        if (pending < 0) {
            throw new AssertionError("more released than was charged: " + pending);
        }
        if (pending > MOST_LOST_OF_THE_BUDGET) {
            throw new AssertionError("charged for ever: " + pending);
        }
    }
}
