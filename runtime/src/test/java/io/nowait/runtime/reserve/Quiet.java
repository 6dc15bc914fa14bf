package io.nowait.runtime.reserve;

import io.nowait.runtime.host.Pressure;
import io.nowait.runtime.reclaim.GracePeriods;
import io.nowait.runtime.reclaim.Mode;
import io.nowait.runtime.reclaim.Stall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what it hears of, for a test to look at. */
final class Quiet implements Incidents {
    /** What a site says that is non-blocking, and no more. */
    static final SiteContext NON_BLOCKING = new SiteContext("its annotation", false);

    final List<Stall> stalls = Collections.synchronizedList(new ArrayList<>());
    final List<WriteAfterFree> writes = Collections.synchronizedList(new ArrayList<>());
    volatile int quarantined;

    static GracePeriods grace() {
        return new GracePeriods(System::identityHashCode);
    }

    static Policy policy() {
        return new Policy(Mode.GRACE, 8 << 20, Long.MAX_VALUE, ContextRule.NONE);
    }

    static Worker worker(Sizing sizing) {
        return new Worker(2048, sizing, grace(), policy(), new Quiet(), Pressure.none());
    }

    @Override
    public void stalled(Stall stall) {
        stalls.add(stall);
    }

    @Override
    public void writtenAfterFree(WriteAfterFree write) {
        writes.add(write);
    }

    @Override
    public void quarantined() {
        quarantined++;
    }
}
