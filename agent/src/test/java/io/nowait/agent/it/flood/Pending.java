package io.nowait.agent.it.flood;

import io.nowait.agent.it.readers.Live;

/** What waits for grace periods; nothing without the agent. */
final class Pending {
    private final boolean agent = Live.isPresent();
    private long mostRetired;
    private long mostPending;
    private long cap;

    void awaitPool() throws InterruptedException {
        while (agent && Live.figure("hit") == 0) {
            Thread.sleep(10);
        }
    }

    void look() {
        if (agent) {
            mostRetired = Math.max(mostRetired, Live.memory("retired"));
            mostPending = Math.max(mostPending, Live.reclaim("pending"));
            cap = Live.reclaim("mostPending");
        }
    }

    long unwaited() {
        return agent ? Live.reclaim("unwaited") : 0;
    }

    /** Bytes that still wait after so many milliseconds at most. */
    long awaitNone(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        long left = 0;
        while (agent) {
            left = Live.memory("retired");
            if (left == 0 || System.nanoTime() > end) {
                break;
            }
            Thread.sleep(10);
        }
        return left;
    }

    String figures() {
        return "mostRetired=" + mostRetired + " mostPending=" + mostPending + " cap=" + cap;
    }
}
