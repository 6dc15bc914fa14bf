package io.nowait.runtime.page;

import io.nowait.runtime.nullness.Nullable;

/**
 * A block of native memory, cut into runs of one size class.
 *
 * <p>The geometry is immutable and read by all. What is parked is guarded by the lock of {@link Slabs}.
 */
public final class Slab {
    final int sizeClass;
    final int runBytes;
    final long base;
    final long end;

    /** Where it lies. */
    final Block block;

    /** 2²⁰ over the pages of a run, rounded up: a multiplication in place of a division, exact below 2¹² pages. */
    private final int pagesReciprocal;

    private final Run[] runs;

    /** Chain of the runs that lie here: not on offer, not counted against the direct limit. */
    @Nullable
    Run parked;

    Slab(int sizeClass, int count, Block block, RunTable table) {
        this.sizeClass = sizeClass;
        this.runBytes = SizeClasses.bytes(sizeClass);
        this.block = block;
        this.base = block.base;
        this.end = base + (long) count * runBytes;
        int pages = runBytes / SizeClasses.PAGE;
        this.pagesReciprocal = ((1 << 20) + pages - 1) / pages;
        this.runs = new Run[count];
        table.ensureRoom(count);
        for (int i = 0; i < count; i++) {
            runs[i] = new Run(table.nextId(), base + (long) i * runBytes, this);
        }
    }

    boolean contains(long address) {
        return address >= base && address < end;
    }

    /** The run that begins at exactly this address inside the slab, or null. */
    @Nullable
    Run runAt(long address) {
        int page = (int) (address - base) / SizeClasses.PAGE;
        Run run = runs[(page * pagesReciprocal) >>> 20];
        return run.address == address ? run : null;
    }

    int runCount() {
        return runs.length;
    }

    Run run(int index) {
        return runs[index];
    }

    int parkedCount() {
        return parked == null ? 0 : parked.depth;
    }
}
