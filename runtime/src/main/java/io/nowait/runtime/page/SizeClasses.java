package io.nowait.runtime.page;

/**
 * The size classes: a request is rounded up to the next one.
 *
 * <p>Sizes are whole pages: 1, 2, 3, 4, then four steps to each doubling (5, 6, 7, 8, 10, 12, 14, 16, 20, …) up to
 * {@link #LARGEST}. From 16 KiB up a request therefore wastes less than a quarter of itself; below, less than a page.
 * Stateless.
 */
public final class SizeClasses {
    /** Bytes in a page, the unit of account. */
    public static final int PAGE = 4096;

    /** Bytes in a run of the largest size class: 1 MiB. */
    public static final int LARGEST = 1 << 20;

    /** Number of size classes; they are numbered from 0, smallest first. */
    public static final int COUNT = 28;

    private static final int PAGE_SHIFT = 12;

    private SizeClasses() {}

    /**
     * The smallest size class that holds a request.
     *
     * @param bytes the request, 1 to {@link #LARGEST}; anything else gives a meaningless number
     */
    public static int of(int bytes) {
        int last = (bytes - 1) >>> PAGE_SHIFT;
        if (last < 4) {
            return last;
        }
        int doubling = 29 - Integer.numberOfLeadingZeros(last);
        return (doubling << 2) + ((last >>> doubling) & 3) + 4;
    }

    /**
     * Bytes in a run of a size class.
     *
     * @param sizeClass 0 to {@link #COUNT} - 1
     */
    public static int bytes(int sizeClass) {
        if (sizeClass < 4) {
            return (sizeClass + 1) << PAGE_SHIFT;
        }
        int step = sizeClass - 4;
        return (5 + (step & 3)) << ((step >>> 2) + PAGE_SHIFT);
    }
}
