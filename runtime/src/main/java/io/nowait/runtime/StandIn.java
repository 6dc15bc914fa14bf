package io.nowait.runtime;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.reclaim.GracePeriods;
import java.util.concurrent.CountDownLatch;

/** Is in a read section of the agent's copy as long as sections of this one are open that were so at the handover. */
final class StandIn implements Runnable {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch handedOver = new CountDownLatch(1);
    private final Operations agent;
    private final GracePeriods own;
    private volatile @Nullable Throwable failure;

    private StandIn(Operations agent, GracePeriods own) {
        this.agent = agent;
        this.own = own;
    }

    /**
     * Returns one that is in a section. It stays there at least until {@link #handedOver} is called.
     *
     * @throws IllegalStateException if it could not enter one
     */
    static StandIn begin(Operations agent, GracePeriods own) {
        StandIn standIn = new StandIn(agent, own);
        Thread thread = new Thread(null, standIn, "nowait-handover", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
        await(standIn.begun);
        Throwable failure = standIn.failure;
        if (failure != null) {
            throw new IllegalStateException("the sections that are open could not be handed over: " + failure, failure);
        }
        return standIn;
    }

    /** Who enters a section from now on does so in the agent's copy, or sees that it should have. */
    void handedOver() {
        handedOver.countDown();
    }

    @Override
    public void run() {
        try {
            ReadSection section = new ReadSection(agent.enter());
            begun.countDown();
            await(handedOver);
            waitForSections();
            section.close();
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            begun.countDown();
        }
    }

    private void waitForSections() {
        boolean waiting = true;
        while (waiting) {
            try {
                own.synchronize();
                waiting = false;
            } catch (InterruptedException again) {
                waiting = true; // by whoever interrupts all threads there are
            }
        }
    }

    private static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
