package io.nowait.examples.swap.app;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How much the application does; the same options for it and for who starts it. */
public final class Load {
    private static final int SMALLEST = 128;
    private static final int LARGEST = 1 << 20;

    @Option(
            names = "--loops",
            defaultValue = "4",
            converter = Count.class,
            description = "Event loops at work (default: ${DEFAULT-VALUE}).")
    int loops;

    @Option(
            names = "--idle",
            defaultValue = "2",
            converter = Count.class,
            description = "Event loops that are asked ten times a second and else wait (default: ${DEFAULT-VALUE}).")
    int idle;

    @Option(
            names = "--sizes",
            defaultValue = "16k,32k,64k",
            split = ",",
            converter = Size.class,
            description = "Sizes of the tables, in turns, 128 to 1m in bytes, k or m (default: ${DEFAULT-VALUE}).")
    List<Integer> sizes = List.of();

    @Option(
            names = "--rate",
            defaultValue = "1000",
            converter = Count.class,
            description = "Most swaps in a second; 0: as many as the publisher can (default: ${DEFAULT-VALUE}).")
    int rate;

    @Option(
            names = "--scratch",
            defaultValue = "2",
            converter = Count.class,
            description = "Threads that fill and free buffers of their own, at the rate of the swaps"
                    + " (default: ${DEFAULT-VALUE}).")
    int scratch;

    @Option(
            names = "--work",
            defaultValue = "100",
            converter = Count.class,
            description = "Microseconds of other work in each reading of a table (default: ${DEFAULT-VALUE}).")
    int workMicros;

    /** Returns the options that give this load again. */
    public List<String> arguments() {
        return List.of(
                "--loops=" + loops,
                "--idle=" + idle,
                "--sizes=" + sizes.stream().map(String::valueOf).collect(Collectors.joining(",")),
                "--rate=" + rate,
                "--scratch=" + scratch,
                "--work=" + workMicros);
    }

    Sizes tableSizes() {
        return new Sizes(sizes);
    }

    long workNanos() {
        return TimeUnit.MICROSECONDS.toNanos(workMicros);
    }

    /** A whole number from 0 up. */
    private static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            int count = Integer.parseInt(text);
            if (count < 0) {
                throw new TypeConversionException("'" + text + "': a number from 0 up is needed");
            }
            return count;
        }
    }

    /** A number of bytes that a table can have. */
    private static final class Size implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            String digits = text.replaceFirst("[kKmM]$", "");
            int unit = digits.equals(text) ? 1 : text.toLowerCase(Locale.ROOT).endsWith("k") ? 1 << 10 : 1 << 20;
            long bytes = Long.parseLong(digits) * unit;
            if (bytes < SMALLEST || bytes > LARGEST || bytes % Long.BYTES != 0) {
                throw new TypeConversionException("'" + text + "': a multiple of 8 from 128 to 1m is needed");
            }
            return (int) bytes;
        }
    }
}
