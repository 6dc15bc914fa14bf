package io.nowait.agent.it.blockhound;

import io.nowait.agent.it.readers.Live;
import io.nowait.agent.it.semantics.Direct;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Direct memory held by code that is not rewritten: fills the limit, from a thread that may block. */
final class Ballast {
    private final List<ByteBuffer> held = new ArrayList<>();

    /**
     * Holds what is left of the limit, to the byte if nothing else moves meanwhile. It asks for no more: a refusal would make the pool
     * give its emergency reserve back.
     */
    void fill(long limit) {
        try {
            for (long room = room(limit); room > 0; room = room(limit)) {
                held.add(ByteBuffer.allocateDirect((int) Math.min(room, 1 << 20)));
            }
        } catch (OutOfMemoryError poolHasGrown) {
            return;
        }
    }

    /** A buffer of the JDK's own. */
    static ByteBuffer one(int size) {
        return ByteBuffer.allocateDirect(size);
    }

    /** While nothing is lent. */
    private static long room(long limit) {
        return limit - Direct.POOL.getMemoryUsed() - Live.memory("counted");
    }

    void free() {
        held.forEach(Direct::free);
        held.clear();
    }
}
