package io.nowait.agent.it.readers;

import io.nowait.agent.it.semantics.Direct;
import io.nowait.agent.it.semantics.Pattern;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** For child programs: a pooled buffer that one thread uses and another frees. What becomes of its bytes tells when it is lent again. */
final class Shared {
    private static final int CAPACITY = 8192;
    private static final int SEED = 11;

    /** For a small pool, which keeps what it has and of which a churn has all, where all that is freed may wait. */
    static final String OPTIONS = "trim=3600,max=2m,class=2m,pending=64m";

    private static final int MORE_THAN_ALL = 300;

    private ByteBuffer buffer;

    /** A buffer from the reserves, with a pattern in it; nothing that was freed before waits any more. */
    Shared() throws InterruptedException {
        this(true);
    }

    private Shared(boolean alone) throws InterruptedException {
        if (alone) {
            Live.await("nothing waits", () -> Live.memory("retired") == 0);
        }
        buffer = Pattern.fill(pooled(Shared::allocate), SEED);
    }

    /** The same while others wait. */
    static Shared another() throws InterruptedException {
        return new Shared(false);
    }

    private static ByteBuffer allocate() {
        return ByteBuffer.allocateDirect(CAPACITY);
    }

    /** What {@code allocate} gives when it comes from the reserves, which fill in the background. */
    static ByteBuffer pooled(Supplier<ByteBuffer> allocate) throws InterruptedException {
        for (int attempt = 0; attempt < 10_000; attempt++) {
            long before = lent();
            ByteBuffer buffer = allocate.get();
            if (lent() > before) {
                return buffer;
            }
            if (attempt % 50 == 49) {
                System.gc(); // for modes that wait for the collector's proof
            }
            Thread.sleep(1);
        }
        throw new AssertionError("no buffer from the reserves");
    }

    private static long lent() {
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

    /** Lets go of the root. */
    void keepOnlyADuplicate() {
        buffer = buffer.duplicate();
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
