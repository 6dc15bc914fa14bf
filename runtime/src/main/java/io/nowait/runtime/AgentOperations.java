package io.nowait.runtime;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.Numbers;
import io.nowait.runtime.reclaim.GracePeriods;
import io.nowait.runtime.reserve.Pool;
import io.nowait.runtime.reserve.Worker;
import java.nio.ByteBuffer;

/** Under the agent: the pool's worker reclaims. Until there is a pool, this does it by itself. */
final class AgentOperations implements Operations {
    private final GracePeriods grace;
    private @Nullable OwnOperations withoutPool;

    AgentOperations() {
        this(new GracePeriods(new Numbers()));
    }

    AgentOperations(GracePeriods grace) {
        this.grace = grace;
    }

    GracePeriods grace() {
        return grace;
    }

    @Override
    public AutoCloseable enter() {
        return grace.enter();
    }

    @Override
    public void retire(ByteBuffer buffer) {
        Pool pool = Nowait.pool();
        if (pool == null) {
            withoutPool().retire(buffer);
        } else if (!pool.retire(buffer)) {
            Jdk.invokeCleaner(buffer); // a view, say: the JDK knows what to throw
        }
    }

    @Override
    public void synchronize() throws InterruptedException {
        grace.synchronize();
    }

    @Override
    public void barrier() throws InterruptedException {
        grace.refuseIfReader();
        OwnOperations before = withoutPoolIfAny();
        if (before != null) {
            before.barrier();
        }
        Worker worker = Control.worker();
        if (worker != null) {
            worker.barrier();
        }
    }

    private synchronized @Nullable OwnOperations withoutPoolIfAny() {
        return withoutPool;
    }

    private synchronized OwnOperations withoutPool() {
        OwnOperations own = withoutPool;
        if (own == null) {
            own = new OwnOperations(grace);
            withoutPool = own;
        }
        return own;
    }
}
