package io.nowait.agent.it.context;

import io.nowait.agent.it.Served;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The child program of {@link ExhaustedIT}: takes all direct memory, and then asks for more, on several threads and at several sites. */
public final class AtTheLimit {
    private static final int SIZE = 16 << 10;

    private AtTheLimit() {}

    /** Prints which of those were not told that there is none; they should be none. */
    public static void main(String[] none) throws Exception {
        Served.by(AtTheLimit::fill);
        List<ByteBuffer> held = new ArrayList<>();
        held.add(fill());
        // Twice: what was dropped may come back while the first is refused.
        for (int round = 0; round < 2; round++) {
            fail("fill", () -> {
                while (!held.isEmpty()) {
                    held.add(fill());
                }
                return held;
            });
        }
        fail("namedSiteByMain", AtTheLimit::namedSiteByMain);
        Threads.run("loop-named", () -> fail("onNamedThread", AtTheLimit::onNamedThread));
        Threads.run(
                "loop-other",
                () -> fail("onOtherThread", AtTheLimit::onOtherThread)
                        && fail("namedSite", AtTheLimit::namedSite)
                        && fail("otherSite", AtTheLimit::otherSite));
        if (Runtime.version().feature() >= 21) {
            onVirtualThread(() -> fail("onVirtualThread", AtTheLimit::onVirtualThread));
        }
        System.exit(0);
    }

    private static void onVirtualThread(Runnable action) throws Exception {
        Thread thread = (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, action);
        thread.join();
    }

    private static boolean fail(String name, Callable<?> allocation) {
        try {
            allocation.call();
            System.out.println(name + " was served");
        } catch (OutOfMemoryError expected) {
            return true;
        } catch (Exception unexpected) {
            throw new AssertionError(name, unexpected);
        }
        return false;
    }

    private static ByteBuffer fill() {
        return ByteBuffer.allocateDirect(SIZE);
    }

    private static ByteBuffer namedSiteByMain() {
        return ByteBuffer.allocateDirect(SIZE);
    }

    private static ByteBuffer onNamedThread() {
        return ByteBuffer.allocateDirect(SIZE);
    }

    private static ByteBuffer onOtherThread() {
        return ByteBuffer.allocateDirect(SIZE);
    }

    private static ByteBuffer namedSite() {
        return ByteBuffer.allocateDirect(SIZE);
    }

    private static ByteBuffer otherSite() {
        return ByteBuffer.allocateDirect(SIZE);
    }

    private static ByteBuffer onVirtualThread() {
        return ByteBuffer.allocateDirect(SIZE);
    }
}
