package io.nowait.runtime;

import java.nio.ByteBuffer;

/**
 * After a handover: the agent's copy does what comes, and this one ends what it began.
 *
 * <p>Sections that were open at the handover stay this copy's; for the agent's, a {@link StandIn} waits for them. Buffers that
 * were retired before, or are by a thread that had not seen the handover yet, wait in this copy first and in the agent's then.
 */
final class Succession implements Operations {
    private final OwnOperations before;
    private final Operations agent;

    Succession(OwnOperations before, Operations agent) {
        this.before = before;
        this.agent = agent;
    }

    @Override
    public AutoCloseable enter() {
        return agent.enter();
    }

    @Override
    public void retire(ByteBuffer buffer) {
        agent.retire(buffer);
    }

    @Override
    public void synchronize() throws InterruptedException {
        // The stand-in would wait for the caller's section, and the caller for the stand-in.
        before.grace().refuseIfReader();
        agent.synchronize();
    }

    @Override
    public void barrier() throws InterruptedException {
        before.barrier();
        agent.barrier();
    }
}
