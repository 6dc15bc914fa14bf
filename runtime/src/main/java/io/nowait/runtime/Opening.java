package io.nowait.runtime;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.SizeClasses;
import io.nowait.runtime.reclaim.Mode;
import io.nowait.runtime.reserve.Policy;
import io.nowait.runtime.reserve.Rehearsal;
import io.nowait.runtime.reserve.Worker;

/** Makes the pool on the worker's thread, tries it, opens it, and then is the worker. */
final class Opening implements Runnable {
    private static final long USUAL_EMERGENCY = 2 << 20;

    /** Largest part of the pool that is set aside. */
    private static final int EMERGENCY_PART = 8;

    private final Settings settings;
    private @Nullable Runnable before;

    Opening(Settings settings, Runnable before) {
        this.settings = settings;
        this.before = before;
    }

    @Override
    public void run() {
        Worker worker;
        try {
            long limit = Jdk.directLimit();
            long cap = Math.min(settings.most(), (long) (limit * settings.share()));
            if (Jdk.alignmentSlack() > SizeClasses.PAGE) {
                // Buffers are to begin at the system's page boundaries, and its pages are larger than ours.
                cap = 0;
            }
            Rehearsal.run();
            prepare();
            worker = new Worker(
                    settings.floor(),
                    cap,
                    settings.trimSeconds() * 1_000_000_000L,
                    DeferredFree.grace(),
                    policy(cap),
                    new Spoken());
            Control.opened(worker);
        } catch (RuntimeException | Error e) {
            Control.failed(e);
            return;
        }
        worker.run();
    }

    private Policy policy(long cap) {
        long pending = settings.mostPending() < 0 ? cap / 4 : settings.mostPending();
        return new Policy(
                Mode.of(settings.reclaim()),
                pending,
                settings.stallMillis() * 1_000_000,
                settings.contexts(),
                emergency(cap),
                settings.exhausted().equals("refuse"));
    }

    private long emergency(long cap) {
        long wanted = settings.emergency() < 0 ? USUAL_EMERGENCY : settings.emergency();
        return Math.min(wanted, cap / EMERGENCY_PART);
    }

    private void prepare() {
        Runnable preparation = before;
        if (preparation != null) {
            preparation.run();
            before = null;
        }
    }
}
