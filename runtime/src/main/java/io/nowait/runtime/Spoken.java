package io.nowait.runtime;

import io.nowait.runtime.reserve.Incidents;
import io.nowait.runtime.reserve.WriteAfterFree;
import java.util.concurrent.atomic.AtomicInteger;

/** Says what only a pool has to say, too. */
final class Spoken extends Stderr implements Incidents {
    private static final int MOST_WRITES = 10;

    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger quarantined = new AtomicInteger();

    @Override
    public void writtenAfterFree(WriteAfterFree write) {
        if (writes.incrementAndGet() <= MOST_WRITES) {
            say(describe(write));
        }
    }

    /** Said once, on whichever thread it is. */
    @Override
    public void quarantined() {
        if (quarantined.incrementAndGet() == 1) {
            say("a run was to be lent before its grace period was over; it is kept aside. This is a fault of nowait's");
        }
    }

    private static String describe(WriteAfterFree write) {
        StringBuilder text = new StringBuilder();
        text.append("written after free: byte ").append(write.offset()).append(" of a buffer of ");
        text.append(write.capacity()).append(", found 0x").append(Integer.toHexString(write.found() & 0xFF));
        text.append("; allocated at ").append(Sites.describe(write.site())).append(", freed");
        for (StackTraceElement frame : write.freed()) {
            if (!frame.getClassName().startsWith("io.nowait.runtime.")) {
                text.append(System.lineSeparator()).append("    at ").append(frame);
            }
        }
        return text.toString();
    }
}
