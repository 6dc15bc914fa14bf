package io.nowait.agent.it.library;

import java.util.Arrays;
import java.util.Random;

/** For child programs: the bodies that they send, compress and expect. */
final class Bytes {
    private Bytes() {}

    /** Bytes that depend on the seed; half of them compress well. */
    static byte[] of(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        Arrays.fill(bytes, length / 4, length / 4 * 3, (byte) seed);
        return bytes;
    }

    /** Throws an {@link AssertionError} that says where, unless both are the same. */
    static void same(byte[] expected, byte[] actual) {
        int difference = Arrays.mismatch(expected, actual);
        if (difference >= 0) {
            throw new AssertionError(
                    "differs at byte " + difference + "; lengths " + expected.length + ", " + actual.length);
        }
    }
}
