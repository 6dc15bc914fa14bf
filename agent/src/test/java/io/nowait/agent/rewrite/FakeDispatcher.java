package io.nowait.agent.rewrite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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

    public static int select(Selector selector) throws IOException {
        CALLS.add("select()");
        return selector.selectNow();
    }

    public static int select(Selector selector, long timeout) throws IOException {
        CALLS.add("select(" + timeout + ")");
        return selector.selectNow();
    }

    public static int select(Selector selector, Consumer<SelectionKey> action) throws IOException {
        CALLS.add("select(action)");
        return selector.selectNow(action);
    }

    public static int select(Selector selector, Consumer<SelectionKey> action, long timeout) throws IOException {
        CALLS.add("select(action, " + timeout + ")");
        return selector.selectNow(action);
    }

    public static int selectNow(Selector selector) throws IOException {
        CALLS.add("selectNow()");
        return selector.selectNow();
    }

    public static int selectNow(Selector selector, Consumer<SelectionKey> action) throws IOException {
        CALLS.add("selectNow(action)");
        return selector.selectNow(action);
    }

    public static void aboutToWait() {
        CALLS.add("aboutToWait");
    }

    public static void back() {
        CALLS.add("back");
    }
}
