package io.nowait.runtime;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Notes what it is asked. */
final class FakeAgent implements Operations {
    final List<ByteBuffer> retired = new CopyOnWriteArrayList<>();
    final AtomicInteger sections = new AtomicInteger();
    volatile int barriers;
    volatile boolean refuses;

    @Override
    public AutoCloseable enter() {
        if (refuses) {
            throw new IllegalStateException("not today");
        }
        sections.incrementAndGet();
        return sections::decrementAndGet;
    }

    @Override
    public void retire(ByteBuffer buffer) {
        retired.add(buffer);
    }

    @Override
    public void synchronize() {}

    @Override
    public void barrier() {
        barriers++;
    }
}
