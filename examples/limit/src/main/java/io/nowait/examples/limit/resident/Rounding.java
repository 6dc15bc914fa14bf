package io.nowait.examples.limit.resident;

import io.nowait.examples.limit.Direct;
import io.nowait.examples.limit.Memory;
import io.nowait.examples.limit.Warm;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The child program of buffers of 5 KiB, of which a run wastes three: fills the limit to 95 % with them, then frees all but one in
 * each 256 KiB of address space, asks for all the rest of the limit at once, and says what is resident.
 */
final class Rounding {
    private static final int SIZE = 5 << 10;
    private static final int SLAB = 256 << 10;

    private Rounding() {}

    /** Runs it under a limit of {@code args[0]} bytes. */
    public static void main(String[] args) throws Exception {
        Warm.up();
        long limit = Long.parseLong(args[0]);
        Memory before = Memory.now();
        Figures figures = new Figures(before);
        List<ByteBuffer> held = fill((int) ((limit - Direct.used()) * 95 / 100 / SIZE));
        Memory full = Memory.now();
        figures.with("buffers", held.size())
                .with("fullResident", full.resident() - before.resident())
                .with("fullHeld", full.of("held"))
                .with("fullCounted", full.of("counted"));
        List<ByteBuffer> pins = pins(held);
        held.clear();
        long left = limit - Direct.used();
        ByteBuffer rest = ByteBuffer.allocateDirect((int) left);
        Memory pinned = Memory.now();
        figures.with("pins", pins.size()).with("givenBack", rest.capacity());
        figures.print(pinned);
        System.exit(rest.get(0) + pins.get(0).get(0) == 1 ? 0 : 1);
    }

    private static List<ByteBuffer> fill(int count) {
        List<ByteBuffer> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE);
            for (int at = 0; at < SIZE; at += 512) {
                buffer.put(at, (byte) 1);
            }
            held.add(buffer);
        }
        return held;
    }

    /** Frees all but the first in each slab's worth of addresses. */
    private static List<ByteBuffer> pins(List<ByteBuffer> held) throws ReflectiveOperationException {
        held.sort(Comparator.comparingLong(Rounding::address));
        List<ByteBuffer> pins = new ArrayList<>();
        long from = Long.MIN_VALUE;
        for (ByteBuffer each : held) {
            if (pins.isEmpty() || address(each) - from >= SLAB) {
                pins.add(each);
                from = address(each);
            } else {
                Direct.free(each);
            }
        }
        return pins;
    }

    private static long address(ByteBuffer buffer) {
        try {
            return (long) ADDRESS.invoke(buffer);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final Method ADDRESS = addressMethod();

    private static Method addressMethod() {
        try {
            return Class.forName("sun.nio.ch.DirectBuffer").getMethod("address");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("needs --add-exports=java.base/sun.nio.ch=ALL-UNNAMED", e);
        }
    }
}
