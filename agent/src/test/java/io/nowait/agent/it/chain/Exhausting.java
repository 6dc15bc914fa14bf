package io.nowait.agent.it.chain;

import io.nowait.agent.it.Served;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The child program of {@link ChainIT}: allocates until the direct limit refuses, frees everything, and does so again. */
public final class Exhausting {
    private static final int SIZE = 64 << 10;
    private static final int ROUNDS = 20;

    private Exhausting() {}

    /** Prints how much there was each time, and what the refusal said. */
    public static void main(String[] arguments) throws Exception {
        Served.by(Rewritten::allocate);
        List<ByteBuffer> held = new ArrayList<>();
        // Time for the worker to learn what is asked for.
        for (int round = 0; round < ROUNDS; round++) {
            held.add(ByteBuffer.allocateDirect(SIZE));
            Thread.sleep(20);
        }
        for (int round = 0; round < 2; round++) {
            System.out.println(fill(held));
            held.clear();
            System.gc();
            Thread.sleep(500);
        }
    }

    /** Rewritten also when the class around it is not, so that there is a pool. */
    private static final class Rewritten {
        static ByteBuffer allocate() {
            return ByteBuffer.allocateDirect(SIZE);
        }
    }

    private static String fill(List<ByteBuffer> held) {
        try {
            while (true) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE);
                if (buffer.getLong(0) != 0 || buffer.get(SIZE - 1) != 0) {
                    throw new AssertionError("not zero");
                }
                buffer.putLong(0, -1).put(SIZE - 1, (byte) -1);
                held.add(buffer);
            }
        } catch (OutOfMemoryError refused) {
            return held.size() * SIZE + " bytes, then " + refused.getMessage();
        }
    }
}
