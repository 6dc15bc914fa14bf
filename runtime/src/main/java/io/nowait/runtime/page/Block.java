package io.nowait.runtime.page;

/**
 * Memory for one slab, beginning at a page boundary. Mapped from the system, so that it goes back there; where that cannot be done, from the
 * C library, which may keep what is freed. Immutable; to be freed once.
 */
final class Block {
    /** No memory. */
    static final Block NONE = new Block(0, 0, 0);

    /** Its first byte. */
    final long base;

    /** What the C library gave, which may begin before the base; 0 if it is mapped. */
    private final long allocated;

    private final long bytes;

    private Block(long base, long allocated, long bytes) {
        this.base = base;
        this.allocated = allocated;
        this.bytes = bytes;
    }

    /**
     * Gets memory, not always zeroed.
     *
     * @param bytes whole pages
     * @throws OutOfMemoryError if there is none, natively or on the heap
     */
    static Block allocate(long bytes) {
        long mapped = SystemMemory.map(bytes);
        if (mapped != 0) {
            return of(mapped, 0, bytes);
        }
        long allocated = Jdk.allocate(bytes + SizeClasses.PAGE);
        return of((allocated + SizeClasses.PAGE - 1) & -SizeClasses.PAGE, allocated, bytes);
    }

    private static Block of(long base, long allocated, long bytes) {
        try {
            return new Block(base, allocated, bytes);
        } catch (OutOfMemoryError noHeap) {
            free(base, allocated, bytes);
            throw noHeap;
        }
    }

    /** Gives it back. */
    void free() {
        free(base, allocated, bytes);
    }

    private static void free(long base, long allocated, long bytes) {
        if (allocated == 0) {
            SystemMemory.unmap(base, bytes);
        } else {
            Jdk.free(allocated);
        }
    }
}
