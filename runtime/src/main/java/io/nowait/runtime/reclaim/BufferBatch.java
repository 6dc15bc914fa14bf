package io.nowait.runtime.reclaim;

import io.nowait.runtime.nullness.Nullable;

/** Buffers of the JDK's own that wait. */
final class BufferBatch extends Batch {
    private final DeferredBuffers deferred;

    @Nullable
    DeferredBuffer first;

    BufferBatch(DeferredBuffers deferred) {
        this.deferred = deferred;
    }

    @Override
    protected boolean isEmpty() {
        return first == null;
    }

    @Override
    protected void reclaim() {
        deferred.landed();
        freeAll(true);
    }

    /** The JDK would have freed them at once, and its count of them can be lowered in no other way. */
    @Override
    protected void makeRoom() {
        freeAll(false);
    }

    private void freeAll(boolean waited) {
        DeferredBuffer kept = null;
        for (DeferredBuffer each = first; each != null; each = first) {
            first = each.next;
            if (waited || !each.strictly) {
                deferred.free(each, waited);
            } else {
                each.next = kept;
                kept = each;
            }
        }
        first = kept;
    }
}
