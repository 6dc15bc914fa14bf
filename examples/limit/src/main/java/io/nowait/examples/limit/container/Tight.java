package io.nowait.examples.limit.container;

import com.fasterxml.jackson.jr.ob.JSON;
import io.nowait.examples.limit.Direct;
import io.nowait.examples.limit.Memory;
import io.nowait.examples.limit.Pool;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * The child program: holds most of its heap and most of its direct memory, touched, while threads replace the direct buffers one by
 * one, half of them freed and half dropped.
 */
final class Tight {
    private static final int THREADS = 4;
    private static final int SHORTEST = 2 << 10;
    private static final int LONGEST = 128 << 10;

    private final LongAdder allocated = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final long end;

    private Tight(int seconds) {
        end = System.nanoTime() + 1_000_000_000L * seconds;
    }

    /** Holds {@code args[0]} bytes of heap and {@code args[1]} of direct memory for {@code args[2]} seconds. */
    public static void main(String[] args) throws Exception {
        List<byte[]> heap = heap(Long.parseLong(args[0]));
        long bytes = Long.parseLong(args[1]) / THREADS;
        Pool.awaitOpen();
        Tight tight = new Tight(Integer.parseInt(args[2]));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int seed = i;
            Thread thread = new Thread(() -> tight.churn(new SplittableRandom(seed), bytes), "churn-" + i);
            thread.start();
            threads.add(thread);
        }
        long peak = 0;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                thread.join(20);
                peak = Math.max(peak, Memory.residentBytes());
            }
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("peak", peak);
        line.put("allocated", tight.allocated.sum());
        line.put("refused", tight.refused.sum());
        line.put("heap", heap.size());
        line.put("preset", Pool.preset());
        Pool.figures().forEach((figure, value) -> line.put("pool." + figure, value));
        System.out.println(JSON.std.asString(line));
        System.exit(0);
    }

    private static List<byte[]> heap(long bytes) {
        List<byte[]> held = new ArrayList<>();
        for (long held64 = 0; held64 < bytes; held64 += 64 << 10) {
            byte[] piece = new byte[64 << 10];
            piece[0] = 1;
            held.add(piece);
        }
        return held;
    }

    private void churn(SplittableRandom random, long bytes) {
        List<ByteBuffer> held = new ArrayList<>();
        long sum = 0;
        while (System.nanoTime() < end) {
            int size = random.nextInt(SHORTEST, LONGEST + 1);
            while (sum + size > bytes) {
                ByteBuffer old = held.remove(random.nextInt(held.size()));
                sum -= old.capacity();
                if (random.nextBoolean()) {
                    Direct.free(old);
                }
            }
            try {
                ByteBuffer buffer = ByteBuffer.allocateDirect(size);
                for (int at = 0; at < size; at += 1024) {
                    buffer.put(at, (byte) 1);
                }
                held.add(buffer);
                sum += size;
                allocated.increment();
            } catch (OutOfMemoryError e) {
                refused.increment();
            }
        }
    }
}
