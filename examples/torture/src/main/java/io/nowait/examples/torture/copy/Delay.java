package io.nowait.examples.torture.copy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The delays at the edges: usually none, now and then a short one anywhere, and often and longer at two edges that are hot for a
 * few milliseconds, so that all threads that pass the same narrow place are held there together.
 *
 * <p>All state is plain and racy, on purpose: an atomic operation here would be a fence in whatever is tortured.
 *
 * <p>A virtual thread is never made to unmount: the runtime promises itself that none does within an operation.
 */
public final class Delay {
    private static final int MEAN_CALLS = 4_000;
    private static final int HOT_MILLIS = 12;
    private static final List<String> EDGES = new CopyOnWriteArrayList<>();

    private static int countdown = Integer.MAX_VALUE;
    private static int hot = -1;
    private static int alsoHot = -1;
    private static long state;

    private Delay() {}

    /** Numbers an edge. */
    static int newEdge(String where) {
        synchronized (EDGES) {
            EDGES.add(where);
            return EDGES.size() - 1;
        }
    }

    /** Edges that there are by now. */
    public static int edges() {
        return EDGES.size();
    }

    /** What is hot now, in words. */
    public static String hotNow() {
        return name(hot) + "; " + name(alsoHot);
    }

    private static String name(int edge) {
        return edge < 0 || edge >= edges() ? "none" : EDGES.get(edge);
    }

    /**
     * Begins to delay.
     *
     * @param candidates which edges may be hot, by their descriptions
     */
    public static void begin(long seed, Pattern candidates) {
        state = seed;
        countdown = MEAN_CALLS;
        Thread heater = new Thread(() -> heat(new SplittableRandom(seed), candidates), "heater");
        heater.setDaemon(true);
        heater.start();
    }

    private static void heat(SplittableRandom random, Pattern candidates) {
        while (true) {
            hot = choose(random, candidates);
            alsoHot = choose(random, candidates);
            LockSupport.parkNanos(HOT_MILLIS * 1_000_000L);
        }
    }

    /** One of them, or none now and then, or if the class that has them has not been loaded. */
    private static int choose(SplittableRandom random, Pattern candidates) {
        int[] found = IntStream.range(0, edges())
                .filter(edge -> candidates.matcher(EDGES.get(edge)).find())
                .toArray();
        return found.length == 0 || random.nextInt(8) == 0 ? -1 : found[random.nextInt(found.length)];
    }

    /** Called by the copy of the runtime before what that edge is about. */
    public static void here(int edge) {
        if (edge == hot || edge == alsoHot) {
            if (next(3) == 0) {
                delay(50_000, 2_000_000);
            }
        } else if (--countdown < 0) {
            countdown = next(2 * MEAN_CALLS);
            delay(10_000, 500_000);
        }
    }

    private static int next(int bound) {
        long now = state * 0x5851F42D4C957F2DL + 0x14057B7EF767814FL;
        state = now;
        return (int) ((now >>> 33) % bound);
    }

    private static void delay(int spinNanos, int parkNanos) {
        int kind = next(8);
        if (kind < 4 || VirtualThreads.isVirtual(Thread.currentThread())) {
            spin(next(spinNanos));
        } else if (kind < 6) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(next(parkNanos));
        }
    }

    private static void spin(int nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
