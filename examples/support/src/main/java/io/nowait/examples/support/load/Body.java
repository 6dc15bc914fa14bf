package io.nowait.examples.support.load;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The bytes of a response: a function of the request's number that server and client share.
 *
 * <p>A body is a window on fixed random bytes. Its place and its length follow from the number, so the bytes of another
 * response, or of an earlier one left in a reused buffer, are seen as wrong.
 *
 * @param start where the window begins
 * @param length its length in bytes, from {@link #SHORTEST} to the longest of the run, evenly spread over the numbers
 */
public record Body(int start, int length) {
    /** The length of the shortest body, in bytes. */
    public static final int SHORTEST = 4 << 10;

    /** The length in bytes that no body exceeds. */
    public static final int LONGEST = 64 << 10;

    private static final byte[] SOURCE = new byte[2 * LONGEST];

    static {
        new SplittableRandom(1).nextBytes(SOURCE);
    }

    /**
     * Returns the body of the request with this number.
     *
     * @param longest the length of the longest body in this run, in bytes, {@link #SHORTEST} to {@link #LONGEST}
     */
    public static Body of(long request, int longest) {
        SplittableRandom random = new SplittableRandom(request);
        return new Body(random.nextInt(LONGEST), random.nextInt(SHORTEST, longest + 1));
    }

    /** Returns the bytes as a new array. */
    public byte[] bytes() {
        return Arrays.copyOfRange(SOURCE, start, start + length);
    }

    /** Counts the bytes of {@code received} that differ from this body's, each missing or surplus one too. */
    public long wrongBytes(byte[] received) {
        if (Arrays.equals(SOURCE, start, start + length, received, 0, received.length)) {
            return 0;
        }
        int common = Math.min(length, received.length);
        long wrong = Math.abs(length - received.length);
        for (int i = 0; i < common; i++) {
            if (SOURCE[start + i] != received[i]) {
                wrong++;
            }
        }
        return wrong;
    }
}
