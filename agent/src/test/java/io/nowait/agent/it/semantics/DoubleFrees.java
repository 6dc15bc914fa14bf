package io.nowait.agent.it.semantics;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;

/** A buffer is freed once; whoever has the memory by then keeps it. */
final class DoubleFrees {
    private static final int[] CAPACITIES = {1024, 4096, 20000, 65536, 1 << 20};

    private DoubleFrees() {}

    @Point
    static Map<Integer, String> aSecondFreeDoesNothing() throws InterruptedException {
        Map<Integer, String> deltas = new TreeMap<>();
        Direct.settledCount();
        for (int capacity : CAPACITIES) {
            Delta delta = new Delta();
            ByteBuffer buffer = ByteBuffer.allocateDirect(capacity);
            ByteBuffer other = ByteBuffer.allocateDirect(capacity);
            Direct.free(buffer);
            String once = delta.toString();
            Direct.free(buffer);
            Direct.free(buffer);
            deltas.put(capacity, once + " then " + delta);
            Direct.free(other);
        }
        return deltas;
    }

    @Point
    static String aSecondFreeDoesNotFreeTheNextHolder() {
        int rounds = 0;
        for (int capacity : CAPACITIES) {
            for (int round = 0; round < 20; round++) {
                ByteBuffer stale = ByteBuffer.allocateDirect(capacity);
                Direct.free(stale);
                ByteBuffer holder = Pattern.fill(ByteBuffer.allocateDirect(capacity), round);
                Direct.free(stale);
                List<ByteBuffer> others = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    others.add(ByteBuffer.allocateDirect(capacity));
                    Pattern.checkZero(others.get(i));
                    Pattern.dirty(others.get(i));
                }
                Pattern.check(holder, round);
                others.forEach(Direct::free);
                Direct.free(holder);
                Direct.free(stale);
                rounds++;
            }
        }
        return String.valueOf(rounds);
    }

    @Point
    static String aFreedBufferThatIsCollectedLaterDoesNotFreeTheNextHolder() throws InterruptedException {
        long before = Direct.settledCount();
        List<ByteBuffer> stale = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            stale.add(ByteBuffer.allocateDirect(16384));
        }
        stale.forEach(Direct::free);
        List<ByteBuffer> holders = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            holders.add(Pattern.fill(ByteBuffer.allocateDirect(16384), i));
        }
        stale.clear();
        Check.that(Direct.settledCount() == before + holders.size(), "a holder was freed with its predecessor");
        for (int i = 0; i < 64; i++) {
            ByteBuffer other = ByteBuffer.allocateDirect(16384);
            Pattern.dirty(other);
            Direct.free(other);
            Pattern.check(holders.get(i), i);
        }
        holders.forEach(Direct::free);
        return String.valueOf(Direct.settledCount() - before);
    }

    @Point
    static String twoThreadsFreeingTheSameBufferFreeItOnce() throws Exception {
        long before = Direct.settledCount();
        CyclicBarrier barrier = new CyclicBarrier(2);
        ByteBuffer[] shared = new ByteBuffer[1];
        int rounds = 200;
        Thread second = new Thread(() -> {
            for (int round = 0; round < rounds; round++) {
                await(barrier);
                Direct.free(shared[0]);
                await(barrier);
            }
        });
        second.setDaemon(true);
        second.start();
        for (int round = 0; round < rounds; round++) {
            shared[0] = ByteBuffer.allocateDirect(8192);
            await(barrier);
            Direct.free(shared[0]);
            await(barrier);
            ByteBuffer one = Pattern.fill(ByteBuffer.allocateDirect(8192), 1);
            ByteBuffer other = Pattern.fill(ByteBuffer.allocateDirect(8192), 2);
            Pattern.check(one, 1);
            Pattern.check(other, 2);
            Direct.free(one);
            Direct.free(other);
        }
        second.join();
        return String.valueOf(Direct.POOL.getCount() - before);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
