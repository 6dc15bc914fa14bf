package io.nowait.agent.it.readers;

import io.nowait.agent.it.semantics.Check;
import io.nowait.agent.it.semantics.Direct;
import io.nowait.agent.it.semantics.Pattern;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** For child programs: a pooled buffer that one thread uses and another frees. What becomes of its bytes tells when it is lent again. */
final class Shared {
    private static final int CAPACITY = 8192;
    private static final int SEED = 11;

    /** For a small pool, of which a churn has all, where all that is freed may wait. */
    static final String OPTIONS = "trim=3600,max=2m,pending=64m";

    private static final int MORE_THAN_ALL = 300;

    private final ByteBuffer buffer;

    /** A buffer from the reserves, with a pattern in it; nothing that was freed before waits any more. */
    Shared() throws InterruptedException {
        Live.await("nothing waits", () -> Live.memory("retired") == 0);
        ByteBuffer pooled = null;
        for (int attempt = 0; pooled == null; attempt++) {
            Check.that(attempt < 10_000, "no buffer from the reserves");
            long before = pooled();
            ByteBuffer next = ByteBuffer.allocateDirect(CAPACITY);
            if (pooled() > before) {
                pooled = next;
            } else {
                Thread.sleep(1);
            }
        }
        buffer = Pattern.fill(pooled, SEED);
    }

    private static long pooled() {
        return Live.figure("hit") + Live.figure("refill");
    }

    ByteBuffer buffer() {
        return buffer;
    }

    /** Frees it, and then asks for many of its size, writes to them and frees them. */
    void freeAndChurn() {
        Direct.free(buffer);
        churn();
    }

    /** Has more buffers of its size than the pool does, at one time, writes to all of them, and frees them. */
    static void churn() {
        List<ByteBuffer> held = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_ALL; i++) {
            ByteBuffer each = ByteBuffer.allocateDirect(CAPACITY);
            Pattern.dirty(each);
            held.add(each);
        }
        held.forEach(Direct::free);
    }

    /** Whether nobody has written to it. */
    boolean isIntact() {
        byte[] found = new byte[CAPACITY];
        buffer.duplicate().clear().get(found);
        return Arrays.equals(found, Pattern.bytes(SEED, CAPACITY));
    }

    /** Churns until somebody has written to it: it has been lent again. */
    void awaitReuse() throws InterruptedException {
        Live.await("lent again", () -> {
            churn();
            return !isIntact();
        });
    }
}
