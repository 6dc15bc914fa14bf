package io.nowait.agent.it.semantics;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The child program of {@link LimitsIT}, run under {@code -XX:MaxDirectMemorySize}. Its first argument is the
 * largest size to warm up with; for each further one, sizes joined by commas, it allocates these in turn until the JVM refuses; then again after all were freed, after every second was freed,
 * and after all were dropped. Prints how much there was each time, and what the refusal said.
 */
public final class Limits {
    private Limits() {}

    /** Runs the patterns given. */
    public static void main(String[] arguments) throws InterruptedException {
        Semantics.warmUp(Integer.parseInt(arguments[0]));
        Direct.settledCount();
        for (String pattern : List.of(arguments).subList(1, arguments.length)) {
            int[] sizes = Arrays.stream(pattern.split(",", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            List<ByteBuffer> held = new ArrayList<>();
            Semantics.print(pattern + " at first", fill(held, sizes));
            held.forEach(Direct::free);
            held.clear();
            Semantics.print(pattern + " after free", fill(held, sizes));
            if (!held.isEmpty()) {
                Semantics.print(pattern + " one freed", oneFreed(held));
                freeEverySecond(held);
                Semantics.print(pattern + " every second freed", fill(held, 3 * sizes[0]));
            }
            held.clear();
            Semantics.print(pattern + " after drop", fill(held, sizes));
            held.forEach(Direct::free);
        }
        Semantics.print("far too large", Check.outcome(() -> ByteBuffer.allocateDirect(Integer.MAX_VALUE)));
        Semantics.print("empty", Check.outcome(() -> ByteBuffer.allocateDirect(0)));
        Semantics.print("negative", Check.outcome(() -> ByteBuffer.allocateDirect(-1)));
        System.out.println(Semantics.DONE + 0);
        System.exit(0);
    }

    private static String fill(List<ByteBuffer> held, int... sizes) {
        Delta delta = new Delta();
        for (int i = 0; ; i++) {
            try {
                ByteBuffer buffer = ByteBuffer.allocateDirect(sizes[i % sizes.length]);
                if (buffer.capacity() > 0) {
                    Check.that(buffer.get(0) == 0 && buffer.get(buffer.capacity() - 1) == 0, "not zero: " + buffer);
                    buffer.put(0, (byte) 1).put(buffer.capacity() - 1, (byte) 1);
                }
                held.add(buffer);
            } catch (OutOfMemoryError refused) {
                return i + " buffers, " + delta + ", " + refused.getMessage();
            }
        }
    }

    private static String oneFreed(List<ByteBuffer> held) {
        int size = held.get(0).capacity();
        Direct.free(held.remove(0));
        return Check.outcome(() -> held.add(ByteBuffer.allocateDirect(size)));
    }

    private static void freeEverySecond(List<ByteBuffer> held) {
        for (int i = held.size() - 2; i >= 0; i -= 2) {
            Direct.free(held.remove(i));
        }
    }
}
