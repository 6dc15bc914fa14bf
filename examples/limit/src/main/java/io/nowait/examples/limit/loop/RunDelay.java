package io.nowait.examples.limit.loop;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long the thread that made this was ready to run and had no processor, as Linux counts it: the second figure of
 * {@code /proc/thread-self/schedstat}. Used by that thread only.
 */
final class RunDelay {
    private static final String FILE = "/proc/thread-self/schedstat";
    private static final boolean IS_THERE = Files.isReadable(Path.of(FILE));

    private final RandomAccessFile file;
    private final byte[] line = new byte[96];

    /** Throws {@link IllegalStateException} where the system does not count it. */
    RunDelay() {
        if (!IS_THERE) {
            throw new IllegalStateException(FILE + " is not there: this needs Linux 3.17 or newer");
        }
        try {
            file = new RandomAccessFile(FILE, "r");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nanoseconds since the thread began. About a microsecond; allocates nothing, waits for nothing. */
    long nanos() {
        try {
            file.seek(0);
            return second(line, file.read(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The second number of a line of numbers. */
    static long second(byte[] text, int length) {
        int at = 0;
        while (text[at] != ' ') {
            at++;
        }
        long number = 0;
        for (at++; at < length && text[at] != ' '; at++) {
            if (text[at] < '0' || text[at] > '9') {
                throw new IllegalArgumentException(new String(text, 0, length, StandardCharsets.US_ASCII));
            }
            number = 10 * number + text[at] - '0';
        }
        return number;
    }
}
