package io.nowait.examples.torture.run;

import io.nowait.runtime.reclaim.Stall;
import io.nowait.runtime.reserve.Incidents;
import io.nowait.runtime.reserve.WriteAfterFree;
import java.util.concurrent.atomic.AtomicLong;

/** Hears what the copy of the runtime has to report. */
final class Watch implements Incidents {
    final AtomicLong stalls = new AtomicLong();
    final AtomicLong stallsOfOthers = new AtomicLong();
    final AtomicLong quarantined = new AtomicLong();
    volatile double firstQuarantinedAt;
    private final Findings findings;

    /** Reports that name the thread that stalls on purpose. */
    volatile long named;

    Watch(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void stalled(Stall stall) {
        if (stall.thread().equals(Staller.NAME)) {
            stalls.incrementAndGet();
            named++;
        } else {
            stallsOfOthers.incrementAndGet();
        }
    }

    @Override
    public void writtenAfterFree(WriteAfterFree write) {
        findings.report("written", "mode strict is not on: " + write);
    }

    /** Does not end the run: what the torture itself notices is to be seen too. */
    @Override
    public void quarantined() {
        if (quarantined.getAndIncrement() == 0) {
            firstQuarantinedAt = findings.seconds();
        }
    }
}
