package io.nowait.runtime.page;

/**
 * Native memory of one buffer that lies in no slab, and what it counts against the direct limit, which is what a buffer of the JDK's
 * own would count: its capacity, its bytes, and itself.
 *
 * <p>Taken and given back in steps. Each ends with its effect, which is then noted by a plain store, with no call in between; so
 * whatever error strikes, {@link #giveBack} undoes exactly what has been done, and may be called again after an error of its
 * own. For one thread at a time; who hands it to another sees to the order.
 */
public final class OwnMemory {
    private static final int PIECE = 1 << 20;

    private static final int NOTHING = 0;
    private static final int CAPACITY_COUNTED = 1;
    private static final int BYTES_COUNTED = 2;
    private static final int COUNTED = 3;
    private static final int ALLOCATED = 4;

    private final int capacity;
    private final long bytes;
    private long allocated;
    private int done = NOTHING;

    /**
     * Nothing is taken yet.
     *
     * @param capacity of the buffer, 0 or more
     */
    public OwnMemory(int capacity) {
        this.capacity = capacity;
        this.bytes = Math.max(1L, (long) capacity + Jdk.alignmentSlack());
    }

    /** Takes it without waiting; false, and nothing is taken, if the limit or the system has no room. */
    public boolean take() {
        if (!Jdk.tryCountCapacity(capacity)) {
            return false;
        }
        done = CAPACITY_COUNTED;
        Jdk.countBytes(bytes);
        done = BYTES_COUNTED;
        Jdk.countBuffers(1);
        done = COUNTED;
        try {
            allocated = Jdk.allocate(bytes);
            done = ALLOCATED;
        } catch (OutOfMemoryError noNativeMemory) {
            giveBack();
            return false;
        }
        return true;
    }

    /** Where the buffer begins, at a boundary of the system's pages if the JVM was told so. */
    public long address() {
        long slack = Jdk.alignmentSlack();
        return slack == 0 ? allocated : (allocated + slack - 1) & -slack;
    }

    /** Zeroes the buffer's bytes, in pieces for which a safepoint may wait. */
    public void zero() {
        long from = address();
        for (int done = 0; done < capacity; ) {
            int piece = Math.min(PIECE, capacity - done);
            Jdk.zero(from + done, piece);
            done += piece;
        }
    }

    /** Gives back what is taken; nothing if that has been done. */
    public void giveBack() {
        if (done == ALLOCATED) {
            Jdk.free(allocated);
            done = COUNTED;
        }
        if (done == COUNTED) {
            Jdk.countBuffers(-1);
            done = BYTES_COUNTED;
        }
        if (done == BYTES_COUNTED) {
            Jdk.countBytes(-bytes);
            done = CAPACITY_COUNTED;
        }
        if (done == CAPACITY_COUNTED) {
            Jdk.uncountCapacity(capacity);
            done = NOTHING;
        }
    }
}
