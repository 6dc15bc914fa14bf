package io.nowait.agent.it.sizing;

import io.nowait.agent.it.semantics.Direct;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;

/**
 * A child program: some threads each hold a few buffers at once, free them, and sleep. It does so a few times, and tells after
 * each pause how many KiB of the process are resident, and how many of them the pool holds.
 *
 * <p>Arguments: threads, buffers of each, rounds, seconds of each pause, one buffer in how many each thread keeps (0: none).
 */
public final class Resident {
    private static final int PAGE_KIB = 4;
    private static final int[] SIZES = {4096, 10_000, 16_384, 40_000, 65_536, 130_000};

    private Resident() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[0]);
        int buffers = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        long pause = (long) (Double.parseDouble(arguments[3]) * 1000);
        int kept = Integer.parseInt(arguments[4]);
        Direct.free(ByteBuffer.allocateDirect(4096));
        CyclicBarrier round = new CyclicBarrier(threads + 1);
        CyclicBarrier allHold = new CyclicBarrier(threads);
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < threads; i++) {
            int first = i;
            Thread thread = new Thread(() -> use(first, buffers, rounds, kept, round, allHold, end));
            thread.setDaemon(true);
            thread.start();
        }
        Thread.sleep(1000); // the pool opens
        System.out.println("base " + resident() + " held " + held());
        for (int i = 0; i < rounds; i++) {
            round.await();
            round.await();
            System.out.println("used " + resident() + " held " + held() + " mappings " + mappings());
            Thread.sleep(pause);
            System.out.println("idle " + resident() + " held " + held());
        }
        end.countDown();
    }

    private static void use(
            int first,
            int buffers,
            int rounds,
            int kept,
            CyclicBarrier round,
            CyclicBarrier allHold,
            CountDownLatch end) {
        List<ByteBuffer> keep = new ArrayList<>();
        try {
            for (int i = 0; i < rounds; i++) {
                round.await();
                List<ByteBuffer> hold = new ArrayList<>();
                for (int number = 0; number < buffers; number++) {
                    ByteBuffer buffer = ByteBuffer.allocateDirect(SIZES[(first + number) % SIZES.length]);
                    for (int at = 0; at < buffer.capacity(); at += 1024) {
                        buffer.put(at, (byte) 1);
                    }
                    hold.add(buffer);
                    if (number % 8 == 7) {
                        Thread.sleep(2); // the pool keeps up
                    }
                }
                allHold.await();
                for (int number = 0; number < buffers; number++) {
                    if (kept > 0 && (first * buffers + number) % kept == 0) {
                        keep.add(hold.get(number));
                    } else {
                        Direct.free(hold.get(number));
                    }
                }
                round.await();
            }
            end.await();
        } catch (Exception e) {
            throw new IllegalStateException(keep.size() + " kept", e);
        }
    }

    private static long resident() throws IOException {
        try (FileInputStream in = new FileInputStream("/proc/self/statm")) {
            String[] pages = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).split(" ");
            return Long.parseLong(pages[1]) * PAGE_KIB;
        }
    }

    /** Slabs that are mappings of their own. */
    private static long mappings() throws IOException {
        try (BufferedReader maps = new BufferedReader(new FileReader("/proc/self/maps", StandardCharsets.ISO_8859_1))) {
            return maps.lines().filter(line -> line.endsWith("/dev/zero")).count();
        }
    }

    private static long held() throws ReflectiveOperationException {
        try {
            Method snapshot =
                    Class.forName("io.nowait.runtime.Control", true, null).getMethod("snapshot");
            Object figures = snapshot.invoke(null);
            Object memory = figures.getClass().getMethod("memory").invoke(figures);
            return (long) memory.getClass().getMethod("held").invoke(memory) >> 10;
        } catch (ClassNotFoundException plain) {
            return 0;
        }
    }
}
