package io.nowait.agent.it.readers;

import io.nowait.agent.it.semantics.Check;
import io.nowait.agent.it.semantics.Direct;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A child program for mode {@code gc}, in which an explicit free is a hint. */
public final class Proved {
    private Proved() {}

    /** Proves the claims. */
    public static void main(String[] none) throws Exception {
        Claims.prove(Proved.class);
    }

    @Claim
    static void aFreedBufferKeepsItsBytesUntilItsLastViewIsDropped() throws Exception {
        List<Shared> shared = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            // Not through the constructor's wait: these do not come back yet.
            shared.add(Shared.another());
        }
        for (Shared each : shared) {
            each.freeAndChurn();
            each.keepOnlyADuplicate();
        }
        for (int round = 0; round < 5; round++) {
            System.gc();
            Thread.sleep(20);
            Shared.churn();
            Check.that(shared.stream().allMatch(Shared::isIntact), "lent again under a duplicate");
        }
        Check.that(Live.memory("retired") >= 20 * 8192, "does not wait");
        shared.clear();
        Check.that(Direct.collectUntil(() -> Live.memory("retired") == 0), "does not come back");
    }

    @Claim
    static void aSecondFreeIsCountedBeforeAndAfterTheProof() throws Exception {
        Shared shared = Shared.another();
        long before = Live.figure("doubleFrees");
        Direct.free(shared.buffer());
        Direct.free(shared.buffer());
        Check.that(Live.figure("doubleFrees") == before + 1, "not counted");
        System.gc();
        Thread.sleep(50);
        Direct.free(shared.buffer());
        Check.that(Live.figure("doubleFrees") == before + 2, "not counted later");
    }

    @Claim
    static void theJdksFiguresDropAtTheFree() throws Exception {
        ByteBuffer buffer = Shared.another().buffer();
        long count = Direct.settledCount();
        long used = Direct.POOL.getMemoryUsed();
        long capacity = Direct.POOL.getTotalCapacity();
        ByteBuffer duplicate = buffer.duplicate();
        Direct.free(buffer);
        Check.that(Direct.POOL.getCount() == count - 1, "count " + count + ", then " + Direct.POOL.getCount());
        Check.that(
                Direct.POOL.getMemoryUsed() == used - 8192, "used " + used + ", then " + Direct.POOL.getMemoryUsed());
        Check.that(Direct.POOL.getTotalCapacity() == capacity - 8192, "capacity was " + capacity);
        Check.that(duplicate.get(1) != 0, "the duplicate lost its bytes");
    }
}
