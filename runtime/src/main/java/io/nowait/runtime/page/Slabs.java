package io.nowait.runtime.page;

import io.nowait.runtime.nullness.Nullable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All slabs: gets memory from the JDK, cuts it into runs, and gives it back.
 *
 * <p><b>Account.</b> A run counts against the direct limit while it is out of its slab; a parked run does not, and is not on
 * offer until it is counted again. A slab all of whose runs are parked is freed at once. So
 * {@code counted = bytes of the runs that are out}, less what {@link #trueUp} took off.
 *
 * <p><b>At the limit</b> a caller first seizes what is not lent and parks it, then trues up: of each run that stays lent only
 * the capacity of its lease goes on counting, as it would in the JDK. Such a run comes back through {@link #settle}, and is
 * parked. Freed runs that wait do not count from then on.
 *
 * <p><b>Bounds.</b> {@code counted} never exceeds the cap. A slab holds about 256 KiB (in a pool of more than 1 GiB up to 4 MiB), at least two runs, and never more than
 * an eighth of the cap; a size class whose run would be more than that is not pooled.
 *
 * <p>Thread-safe through its own lock. Only the worker changes anything, so no error but a full heap or a failing system can
 * strike here, and no application thread takes the lock to allocate or free; who reads the figures does, and looking at each
 * run takes microseconds for a thousand of them.
 */
public final class Slabs {
    private static final int USUAL_SLAB = 256 << 10;
    private static final int LARGE_SLAB = 4 << 20;

    /** Slabs of a large pool, of those up to {@link #LARGE_SLAB}. */
    private static final int MOST_SLABS = 4096;

    /** No new slab while more than this part of the cap lies parked, in slabs that leases pin. */
    private static final int MOST_PARKED = 8;

    private final RunTable runs = new RunTable();
    private final SlabMap byAddress = new SlabMap(runs);
    private final RunStack settling = new RunStack(runs);
    private final ArrayList<Slab> all = new ArrayList<>();
    private final int[] parked = new int[SizeClasses.COUNT];
    private final boolean counting;
    private long held;

    /** Changed under the lock. */
    private volatile long cap;

    /** How often the direct limit or the system had no room. */
    private final AtomicLong shortages = new AtomicLong();

    private final int largestRun;

    /** Changed under the lock, read by anybody. */
    private final AtomicLong counted = new AtomicLong();

    /**
     * No slabs yet.
     *
     * @param cap bytes that may be out of the slabs at any time, 0 or more
     */
    public Slabs(long cap) {
        this(cap, true);
    }

    /**
     * No slabs yet.
     *
     * @param counting whether runs count against the direct limit; false for a rehearsal only
     */
    public Slabs(long cap, boolean counting) {
        this.cap = cap;
        this.counting = counting;
        this.largestRun = (int) Math.min(SizeClasses.LARGEST, cap / 8);
    }

    /** Whether runs count against the direct limit. */
    public boolean isCounting() {
        return counting;
    }

    /** The numbering of this pool's runs. */
    public RunTable runs() {
        return runs;
    }

    /** Bytes in the largest run that is pooled under the cap; less than a page means none. */
    public int largestRun() {
        return largestRun;
    }

    /** Bytes that may be out of the slabs at any time. */
    public long cap() {
        return cap;
    }

    /** Changes that. What is out already stays; which size classes are pooled was decided when the pool was made. */
    public synchronized void limitTo(long bytes) {
        cap = bytes;
    }

    /** How often runs were refused because the direct limit or the system had no room; not counting the cap. */
    public long shortages() {
        return shortages.get();
    }

    /** Bytes that now count against the direct limit because of this pool. */
    public long counted() {
        return counted.get();
    }

    /** The lease under which that very buffer is lent, or null: it is a view, was freed, or is not from here. */
    public @Nullable Lease leaseOf(ByteBuffer buffer) {
        Lease lease = leaseAt(Jdk.address(buffer));
        return lease != null && lease.refersTo(buffer) ? lease : null;
    }

    private @Nullable Lease leaseAt(long address) {
        Slab slab = byAddress.find(address);
        if (slab == null) {
            return null;
        }
        Run run = slab.runAt(address);
        return run == null ? null : run.lease;
    }

    /**
     * Takes runs out of their slabs, from a new slab if need be.
     *
     * @param wanted 1 or more
     * @return a chain of 1 to {@code wanted} runs, dirty, or null if the cap, the direct limit or the system has no room; see
     *     {@link #shortages}
     */
    public synchronized @Nullable Run take(int sizeClass, int wanted) {
        int bytes = SizeClasses.bytes(sizeClass);
        if (bytes > largestRun) {
            return null;
        }
        Slab slab = slabWithParked(sizeClass);
        if (slab == null) {
            if (counted.get() + bytes > cap || held - counted.get() > cap / MOST_PARKED) {
                return null;
            }
            slab = newSlab(sizeClass);
            if (slab == null) {
                return null;
            }
        }
        Run chain = null;
        for (int taken = 0; taken < wanted && slab.parked != null && count(bytes); taken++) {
            Run run = slab.parked;
            run.counted = bytes;
            slab.parked = Chain.below(runs, run);
            parked[sizeClass]--;
            chain = Chain.push(chain, run);
        }
        if (chain == null) {
            freeIfAllParked(slab);
        }
        return chain;
    }

    private boolean count(int bytes) {
        if (counted.get() + bytes > cap) {
            return false;
        }
        if (counting && !Jdk.tryReserve(bytes)) {
            shortages.incrementAndGet();
            return false;
        }
        counted.addAndGet(bytes);
        return true;
    }

    private void uncount(long bytes) {
        if (counting) {
            Jdk.unreserve(bytes);
        }
        counted.addAndGet(-bytes);
    }

    private @Nullable Slab slabWithParked(int sizeClass) {
        if (parked[sizeClass] == 0) {
            return null;
        }
        for (Slab slab : all) {
            if (slab.sizeClass == sizeClass && slab.parked != null) {
                return slab;
            }
        }
        return null;
    }

    /** Of a large pool the slabs are larger: each is a mapping, and the system lets a process have some ten thousand. */
    private long usualSlab() {
        return Math.max(USUAL_SLAB, Math.min(LARGE_SLAB, cap / MOST_SLABS));
    }

    private @Nullable Slab newSlab(int sizeClass) {
        int bytes = SizeClasses.bytes(sizeClass);
        int count = (int) Math.max(1, Math.min(cap / 8, Math.max(usualSlab(), 2L * bytes)) / bytes);
        Block block;
        try {
            block = Block.allocate((long) count * bytes);
        } catch (OutOfMemoryError noNativeMemory) {
            shortages.incrementAndGet();
            return null;
        }
        Slab slab = null;
        long mark = runs.mark();
        try {
            slab = new Slab(sizeClass, count, block, runs);
            all.add(slab);
            byAddress.add(slab);
        } catch (OutOfMemoryError noHeap) {
            if (slab != null) {
                all.remove(slab);
            }
            runs.rollBack(mark);
            block.free();
            return null;
        }
        held += (long) count * bytes;
        for (int i = count - 1; i >= 0; i--) {
            Run run = slab.run(i);
            runs.enter(run);
            slab.parked = Chain.push(slab.parked, run);
        }
        parked[sizeClass] += count;
        return slab;
    }

    /** Parks every run of a chain that the caller owns: they no longer count, and wholly parked slabs are freed. */
    public synchronized void park(@Nullable Run chain) {
        for (Run run = chain; run != null; ) {
            Run next = Chain.below(runs, run);
            parkOne(run);
            run = next;
        }
    }

    private void parkOne(Run run) {
        uncountOne(run);
        run.slab.parked = Chain.push(run.slab.parked, run);
        parked[run.sizeClass]++;
        freeIfAllParked(run.slab);
    }

    private void freeIfAllParked(Slab slab) {
        if (slab.parkedCount() < slab.runCount()) {
            return;
        }
        // Out of the map before the memory goes: the JDK may hand out the same address at once.
        byAddress.remove(slab);
        all.remove(slab);
        parked[slab.sizeClass] -= slab.runCount();
        held -= (long) slab.runCount() * slab.runBytes;
        for (int i = 0; i < slab.runCount(); i++) {
            runs.remove(slab.run(i));
        }
        slab.block.free();
    }

    /**
     * Takes off the count what lent runs hold beyond the capacity of their leases.
     *
     * <p>A lease changes from live to trued up by compare-and-set, so its claimant knows which it was, and gives the run
     * to {@link #settle} rather than to a reserve, where it would be lent again uncounted.
     */
    public synchronized void trueUp() {
        for (Slab slab : all) {
            for (int i = 0; i < slab.runCount(); i++) {
                Lease lease = slab.run(i).lease;
                if (lease != null && lease.trueUp()) {
                    lease.run.counted = lease.capacity;
                    uncount(lease.run.bytes() - lease.capacity);
                } else if (lease != null && lease.awaitsProof() && lease.run.counted > 0) {
                    uncountOne(lease.run);
                }
            }
        }
    }

    /**
     * Takes a chain of runs off the count that are out of their slabs but not lent: freed ones that wait. From the application's
     * point of view they have been given back. They will be parked, and counted again before they are lent. For the worker.
     */
    public synchronized void uncountAll(@Nullable Run chain) {
        long bytes = 0;
        for (Run run = chain; run != null; run = Chain.below(runs, run)) {
            bytes += run.counted;
            run.counted = 0;
        }
        uncount(bytes);
    }

    private void uncountOne(Run run) {
        uncount(run.counted);
        run.counted = 0;
    }

    /** Takes a run whose lease had been trued up from its claimant. Lock-free; {@link #drainSettling} parks it. */
    public void settle(Run run) {
        settling.push(run);
    }

    /** Parks what came in through {@link #settle}; false if there was nothing. */
    public boolean drainSettling() {
        if (TaggedStack.isEmpty(settling.head())) {
            return false;
        }
        synchronized (this) {
            for (Run run = settling.takeAll(); run != null; ) {
                Run next = Chain.below(runs, run);
                parkOne(run);
                run = next;
            }
        }
        return true;
    }

    /**
     * The leases of buffers that the collector has proved unreachable and that are still live or wait for just that: those in
     * its queue, and any that an error kept from being ended when it came out of there.
     */
    public synchronized List<Lease> provedUnreachable() {
        List<Lease> found = new ArrayList<>();
        for (Slab slab : all) {
            for (int i = 0; i < slab.runCount(); i++) {
                Lease lease = slab.run(i).lease;
                if (lease != null && (lease.isLive() || lease.awaitsProof()) && lease.isProvedUnreachable()) {
                    found.add(lease);
                }
            }
        }
        return found;
    }

    /** What counts against the direct limit but for the pool, in bytes. */
    public synchronized long capacityOutside() {
        return Jdk.totalCapacity() - counted.get();
    }

    /** What the JDK takes for used by direct buffers but for the pool, in bytes. */
    public synchronized long reservedOutside() {
        return Jdk.totalReserved() - counted.get();
    }

    /** Adds up the memory by what holds it. */
    public synchronized Holdings holdings() {
        long lent = 0;
        long retired = 0;
        for (Slab slab : all) {
            for (int i = 0; i < slab.runCount(); i++) {
                Lease lease = slab.run(i).lease;
                if (lease != null && lease.isLive()) {
                    lent += slab.runBytes;
                } else if (lease != null && lease.isWaiting()) {
                    retired += slab.runBytes;
                }
            }
        }
        return new Holdings(held, lent, retired, held - lent - retired, counted.get());
    }

    /** Starts an audit of all runs; complete it with the stacks that this class does not know. */
    public synchronized Audit audit() {
        Audit audit = new Audit(runs, counted.get());
        for (Slab slab : all) {
            audit.addSlab(slab);
        }
        audit.addFree("settling", settling);
        return audit;
    }
}
