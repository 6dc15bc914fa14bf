package io.nowait.runtime;

import io.nowait.runtime.host.Host;
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
            Host host = Host.find();
            // Buffers are to begin at the system's page boundaries; where its pages are larger than ours, nothing is
            // pooled.
            long limit = Jdk.alignmentSlack() > SizeClasses.PAGE ? 0 : Jdk.directLimit();
            Plan plan = Plan.of(
                    settings, host.memory(), host.source(), Runtime.getRuntime().maxMemory(), limit);
            Rehearsal.run();
            Nowait.announceAt(DeferredFree.grace());
            prepare();
            worker = new Worker(
                    settings.floor(), plan.sizing(), DeferredFree.grace(), policy(plan), new Spoken(), host.pressure());
            Control.opened(worker, plan);
        } catch (RuntimeException | Error e) {
            Control.failed(e);
            return;
        }
        worker.run();
    }

    private Policy policy(Plan plan) {
        return new Policy(
                Mode.of(settings.reclaim()),
                plan.pending(),
                settings.stallMillis() * 1_000_000,
                settings.contexts(),
                settings.emergency() < 0 ? USUAL_EMERGENCY : settings.emergency(),
                settings.exhausted().equals(Settings.REFUSE));
    }

    private void prepare() {
        Runnable preparation = before;
        if (preparation != null) {
            preparation.run();
            before = null;
        }
    }
}
