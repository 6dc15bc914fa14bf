package io.nowait.runtime.reclaim;

import io.nowait.runtime.nullness.Nullable;

/** Frees of buffers that wait, of those that lie in no slab. */
final class BufferBatch extends Batch {
    private final DeferredBuffers deferred;

    @Nullable
    Deferred first;

    BufferBatch(DeferredBuffers deferred) {
        this.deferred = deferred;
    }

    @Override
    protected long size() {
        long size = 0;
        for (Deferred each = first; each != null; each = each.next) {
            size++;
        }
        return size;
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
        Deferred kept = null;
        for (Deferred each = first; each != null; each = first) {
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
