package io.nowait.agent.it.semantics;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Bytes that tell which buffer, and where in it, they were written; and the opposite, nothing but zeros. */
public final class Pattern {
    private static final int LARGEST = 1 << 24;
    private static final ByteBuffer ZEROS = ByteBuffer.wrap(new byte[LARGEST]).asReadOnlyBuffer();

    private Pattern() {}

    /** Overwrites all of {@code buffer} with the pattern of {@code seed}; position and limit stay. Returns the buffer. */
    public static ByteBuffer fill(ByteBuffer buffer, int seed) {
        buffer.duplicate().clear().put(bytes(seed, buffer.capacity()));
        return buffer;
    }

    /** Overwrites all of {@code buffer} with 0xEE, quickly. */
    public static void dirty(ByteBuffer buffer) {
        byte[] chunk = Chunk.DIRT;
        ByteBuffer all = buffer.duplicate().clear();
        while (all.hasRemaining()) {
            all.put(chunk, 0, Math.min(chunk.length, all.remaining()));
        }
    }

    /** Throws unless all of {@code buffer} still holds the pattern of {@code seed}. */
    public static void check(ByteBuffer buffer, int seed) {
        int at = buffer.duplicate().clear().mismatch(ByteBuffer.wrap(bytes(seed, buffer.capacity())));
        Check.that(at < 0, "pattern " + seed + " broken at " + at + " of " + buffer);
    }

    /** Throws unless every byte of {@code buffer} is zero. */
    static void checkZero(ByteBuffer buffer) {
        int at = buffer.duplicate().clear().mismatch(ZEROS.duplicate().limit(buffer.capacity()));
        Check.that(at < 0, "not zero at " + at + " of " + buffer);
    }

    /** A checksum of the remaining bytes, which stay remaining. */
    static String sum(ByteBuffer buffer) {
        CRC32 sum = new CRC32();
        ByteBuffer remaining = buffer.duplicate();
        int length = remaining.remaining();
        sum.update(remaining);
        return length + "B/" + Long.toHexString(sum.getValue());
    }

    public static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (seed * 37 + i * 7 + (i >>> 8) + 1);
        }
        return bytes;
    }

    private static final class Chunk {
        static final byte[] DIRT = new byte[64 * 1024];

        static {
            Arrays.fill(DIRT, (byte) 0xEE);
        }
    }
}
