package io.nowait.agent.it.semantics;

import java.nio.ByteBuffer;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every capacity near which an allocator that rounds up, or treats small and large buffers apart, could go wrong. */
final class Sizes {
    /** Capacities of which a program might use many, on and off the boundaries of pages and size classes. */
    static final int[] TYPICAL = {1024, 4096, 5000, 8192, 16384, 20000, 65536, 100_000, 1 << 20};

    private Sizes() {}

    /** Zero, one, and one less, as many and one more than every page up to 64 KiB and every eighth of a power of two. */
    static SortedSet<Integer> all() {
        SortedSet<Integer> sizes = new TreeSet<>();
        for (int page = 1; page <= 16; page++) {
            around(page * 4096, sizes);
        }
        for (int power = 8; power <= 1 << 20; power *= 2) {
            for (int eighths = 8; eighths < 16; eighths++) {
                around(power / 8 * eighths, sizes);
            }
        }
        around(1 << 21, sizes);
        around(1 << 22, sizes);
        sizes.add((1 << 24) - 3);
        sizes.add(0);
        sizes.add(1);
        return sizes;
    }

    private static void around(int boundary, SortedSet<Integer> sizes) {
        sizes.add(boundary - 1);
        sizes.add(boundary);
        sizes.add(boundary + 1);
    }

    @Point
    static String everyCapacityIsExactAndWritableToItsLastByte() {
        int sum = 0;
        for (int size : all()) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(size);
            Check.that(buffer.capacity() == size && buffer.limit() == size, "capacity " + buffer + " for " + size);
            Pattern.checkZero(buffer);
            Pattern.dirty(buffer);
            sum = sum * 31 + Pattern.sum(buffer).hashCode();
            String beyond = Check.outcome(() -> buffer.put(size, (byte) 1));
            Check.that(beyond.startsWith(IndexOutOfBoundsException.class.getName()), beyond);
            Direct.free(buffer);
        }
        return all().size() + " sizes, " + sum;
    }

    @Point
    static String everyCapacityIsZeroedAgainAfterItsNeighbourWasDirty() {
        int sum = 0;
        for (int size : all()) {
            if (size >= 1 << 19) {
                continue;
            }
            for (int neighbour : new int[] {size + 1, size, Math.max(0, size - 1), size + size / 8, size}) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(neighbour);
                Pattern.checkZero(buffer);
                Pattern.dirty(buffer);
                sum += buffer.remaining();
                Direct.free(buffer);
            }
        }
        return String.valueOf(sum);
    }
}
