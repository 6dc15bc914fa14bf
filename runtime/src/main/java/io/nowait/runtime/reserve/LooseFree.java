package io.nowait.runtime.reserve;

import io.nowait.runtime.reclaim.Deferred;

/** The free of a loose buffer that waits for a grace period. */
final class LooseFree extends Deferred {
    private final LooseBuffers all;
    private final Loose loose;

    LooseFree(LooseBuffers all, Loose loose, boolean strictly) {
        super(loose.capacity, strictly);
        this.all = all;
        this.loose = loose;
    }

    @Override
    protected boolean begin() {
        return loose.beginWait();
    }

    @Override
    protected void free(boolean waited) {
        all.endWaiting(loose, waited);
    }
}
