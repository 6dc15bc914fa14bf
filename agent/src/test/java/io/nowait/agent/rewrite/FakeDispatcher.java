package io.nowait.agent.rewrite;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Stands for {@code java.nio.NowaitDispatcher} and remembers who called. */
public final class FakeDispatcher {
    static final List<String> CALLS = new ArrayList<>();

    private FakeDispatcher() {}

    public static ByteBuffer allocateDirect(int capacity, int site) {
        CALLS.add("allocateDirect(" + capacity + ", " + site + ")");
        return ByteBuffer.allocateDirect(capacity);
    }

    public static ByteBuffer bypass(int capacity, int site) {
        CALLS.add("bypass(" + capacity + ", " + site + ")");
        return ByteBuffer.allocateDirect(capacity);
    }
}
