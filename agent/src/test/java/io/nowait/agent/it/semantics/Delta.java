package io.nowait.agent.it.semantics;

/** How the "direct" buffer pool has changed since this was made: buffers, capacity and memory used. */
final class Delta {
    private final long count = Direct.POOL.getCount();
    private final long capacity = Direct.POOL.getTotalCapacity();
    private final long used = Direct.POOL.getMemoryUsed();

    @Override
    public String toString() {
        return String.format(
                "%+d %+d %+d",
                Direct.POOL.getCount() - count,
                Direct.POOL.getTotalCapacity() - capacity,
                Direct.POOL.getMemoryUsed() - used);
    }
}
