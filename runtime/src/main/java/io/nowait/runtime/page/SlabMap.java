package io.nowait.runtime.page;

import io.nowait.runtime.nullness.Nullable;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Finds the slab of an address.
 *
 * <p>A hash table with linear probing, keyed by the address's 64 KiB granule; a slab has one entry for each granule that it
 * touches, and slabs that share a granule lie in one probe sequence. Written under the slabs' lock, in place; read by
 * anybody without it. A reader looks for a slab whose buffer it holds: the entry was made before the buffer was, and is
 * not removed while the buffer is leased. For any other address it finds nothing, or a slab that holds the address.
 */
final class SlabMap {
    private static final int GRANULE_SHIFT = 16;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Stands for a removed entry, so that probing goes on; holds no address. */
    private final Slab removed;

    private volatile AtomicReferenceArray<Slab> table = new AtomicReferenceArray<>(256);
    private int occupied;

    SlabMap(RunTable runs) {
        removed = new Slab(0, 0, Block.NONE, runs);
    }

    /** The slab that holds the address, or null. */
    @Nullable
    Slab find(long address) {
        AtomicReferenceArray<Slab> now = table;
        int mask = now.length() - 1;
        for (int i = home(address >>> GRANULE_SHIFT) & mask; ; i = (i + 1) & mask) {
            // Acquire: pairs with the release in put, so that the slab's fields are seen.
            Slab slab = now.getAcquire(i);
            if (slab == null || slab.contains(address)) {
                return slab;
            }
        }
    }

    /** Enters a slab; may allocate, and changes nothing if that fails. */
    void add(Slab slab) {
        int entries = granules(slab);
        if ((occupied + entries) * 2 > table.length()) {
            rebuild(entries);
        }
        put(table, slab);
        occupied += entries;
    }

    /** Removes a slab none of whose runs is leased. */
    void remove(Slab slab) {
        AtomicReferenceArray<Slab> now = table;
        int mask = now.length() - 1;
        for (long granule = slab.base >>> GRANULE_SHIFT; granule <= (slab.end - 1) >>> GRANULE_SHIFT; granule++) {
            int i = home(granule) & mask;
            while (now.getPlain(i) != slab) {
                i = (i + 1) & mask;
            }
            now.setRelease(i, removed);
        }
    }

    /** Copies what is there into a table of at most a quarter's load; the old one stays as it is for those who read it. */
    private void rebuild(int more) {
        AtomicReferenceArray<Slab> old = table;
        int live = more;
        for (int i = 0; i < old.length(); i++) {
            Slab slab = old.getPlain(i);
            if (slab != null && slab != removed) {
                live++;
            }
        }
        AtomicReferenceArray<Slab> next = new AtomicReferenceArray<>(Math.max(256, Integer.highestOneBit(live) * 8));
        for (int i = 0; i < old.length(); i++) {
            Slab slab = old.getPlain(i);
            if (slab != null && slab != removed && isFirstOf(next, slab)) {
                put(next, slab);
            }
        }
        occupied = live - more;
        table = next;
    }

    private static boolean isFirstOf(AtomicReferenceArray<Slab> table, Slab slab) {
        int mask = table.length() - 1;
        for (int i = home(slab.base >>> GRANULE_SHIFT) & mask; ; i = (i + 1) & mask) {
            Slab present = table.getPlain(i);
            if (present == null) {
                return true;
            }
            if (present == slab) {
                return false;
            }
        }
    }

    private static void put(AtomicReferenceArray<Slab> table, Slab slab) {
        int mask = table.length() - 1;
        for (long granule = slab.base >>> GRANULE_SHIFT; granule <= (slab.end - 1) >>> GRANULE_SHIFT; granule++) {
            int i = home(granule) & mask;
            while (table.getPlain(i) != null) {
                i = (i + 1) & mask;
            }
            table.setRelease(i, slab);
        }
    }

    private static int granules(Slab slab) {
        return (int) (((slab.end - 1) >>> GRANULE_SHIFT) - (slab.base >>> GRANULE_SHIFT)) + 1;
    }

    private static int home(long granule) {
        return (int) ((granule * SPREAD) >>> 33);
    }
}
