package io.nowait.examples.support.time;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** The one shape of the examples' histograms, and their form as text, in which the child JVMs hand them to the runner. */
public final class Histograms {
    /** The largest time told apart, in nanoseconds; what took longer is recorded as this. */
    public static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

    /** The significant decimal digits kept of every time. */
    public static final int DIGITS = 3;

    private Histograms() {}

    public static Histogram create() {
        return new Histogram(LONGEST_NANOS, DIGITS);
    }

    public static String encode(Histogram histogram) {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }

    /** Reverses {@link #encode}; throws {@link IllegalArgumentException} for any other text. */
    public static Histogram decode(String text) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)), LONGEST_NANOS);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not a histogram: " + text, e);
        }
    }
}
