package io.nowait.examples.stress;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;

/**
 * The bytes a holder writes over the whole extent of its buffer. Each eight-byte word depends on the seed, the holder and
 * the word's place, so that bytes of another holder, of another place, or zeros never pass for it.
 *
 * <p>Every method takes the place in the root buffer at which the buffer given begins, so that views of any part can be
 * checked by themselves. Buffers are taken as big-endian from 0 to their capacity; position and limit are left alone.
 */
final class Pattern {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Pattern() {}

    /** What a holder's words derive from. */
    static long key(long seed, long holder) {
        return mix(seed ^ mix(holder * GOLDEN));
    }

    /** The byte at a place of the root buffer. */
    static byte at(long key, int place) {
        return (byte) (word(key, place >>> 3) >>> (56 - 8 * (place & 7)));
    }

    /** Writes the pattern over a buffer that begins at {@code base} of its root. */
    static void fill(ByteBuffer buffer, int base, long key) {
        int size = buffer.capacity();
        int i = 0;
        for (; i < size && ((base + i) & 7) != 0; i++) {
            buffer.put(i, at(key, base + i));
        }
        for (; i + 8 <= size; i += 8) {
            buffer.putLong(i, word(key, (base + i) >>> 3));
        }
        for (; i < size; i++) {
            buffer.put(i, at(key, base + i));
        }
    }

    /** The index in {@code buffer} of the first byte that is not the pattern's, or -1. */
    static int mismatch(ByteBuffer buffer, int base, long key) {
        int size = buffer.capacity();
        int i = 0;
        for (; i < size && ((base + i) & 7) != 0; i++) {
            if (buffer.get(i) != at(key, base + i)) {
                return i;
            }
        }
        while (i + 8 <= size && buffer.getLong(i) == word(key, (base + i) >>> 3)) {
            i += 8;
        }
        for (; i < size; i++) {
            if (buffer.get(i) != at(key, base + i)) {
                return i;
            }
        }
        return -1;
    }

    /** The index of the first int that is not the pattern's, or -1; {@code base} is a multiple of four bytes. */
    static int mismatch(IntBuffer ints, int base, long key) {
        for (int i = 0; i < ints.capacity(); i++) {
            if (ints.get(i) != intAt(key, base + 4 * i)) {
                return i;
            }
        }
        return -1;
    }

    /** The int at a place that is a multiple of four. */
    static int intAt(long key, int place) {
        return (int) (word(key, place >>> 3) >>> ((place & 4) == 0 ? 32 : 0));
    }

    private static long word(long key, int index) {
        long z = key + index * GOLDEN;
        return z ^ (z >>> 29);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
