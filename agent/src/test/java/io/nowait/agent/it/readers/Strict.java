package io.nowait.agent.it.readers;

import io.nowait.agent.it.semantics.Check;
import io.nowait.agent.it.semantics.Direct;
import io.nowait.agent.it.semantics.Pattern;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A child program for mode {@code strict}: writes through a duplicate before, and, with the argument "late", after a free. */
public final class Strict {
    private static final int CAPACITY = 8192;
    private static final int OFFSET = 100;
    private static final byte WRITTEN = 0x42;
    private static final byte POISON = (byte) 0xDB;

    private Strict() {}

    /** Runs it. */
    public static void main(String[] late) throws Exception {
        List<ByteBuffer> duplicates = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ByteBuffer root = Shared.pooled(Strict::allocate);
            ByteBuffer duplicate = root.duplicate();
            Pattern.dirty(duplicate);
            release(root);
            duplicates.add(duplicate);
        }
        Live.await(
                "poisoned when their grace periods are over",
                () -> duplicates.stream().allMatch(each -> each.get(0) == POISON && each.get(CAPACITY - 1) == POISON));
        if (late.length > 0) {
            duplicates.get(7).put(OFFSET, WRITTEN);
        }
        Check.that(Live.memory("retired") >= 50 * CAPACITY, "freed memory is lent again although it is reached");
        System.out.println(duplicates.size() + " duplicates, poisoned with "
                + duplicates.get(0).get(0));
        duplicates.clear();
        Check.that(Direct.collectUntil(() -> Live.memory("retired") == 0), "what nothing reaches does not come back");
        System.out.println("came back");
    }

    private static ByteBuffer allocate() {
        return ByteBuffer.allocateDirect(CAPACITY);
    }

    private static void release(ByteBuffer buffer) {
        Direct.free(buffer);
    }
}
