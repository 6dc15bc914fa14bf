package io.nowait.examples.stress;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Learns when the collector has proved that a doomed buffer is unreachable, so that dropped memory counts against the
 * bounds until then. Its own phantom references are cleared in the same collection as those of the JDK or the pool.
 */
final class Graveyard {
    private final ReferenceQueue<ByteBuffer> queue = new ReferenceQueue<>();
    private final Set<Mourner> waiting = ConcurrentHashMap.newKeySet();
    private final Ledger ledger;
    private final Budget doomed;

    /** Makes a graveyard in which at most {@code doomed} lies at a time. */
    Graveyard(Ledger ledger, Budget doomed) {
        this.ledger = ledger;
        this.doomed = doomed;
    }

    /** Watches a root that its holder is about to forget; false if too much is doomed already. */
    boolean doom(ByteBuffer root, Budget charged) {
        if (!doomed.take(root.capacity())) {
            return false;
        }
        waiting.add(new Mourner(root, queue, charged));
        return true;
    }

    /** Takes what has been collected out of the books; for one thread at a time. */
    void bury() {
        for (Reference<? extends ByteBuffer> each = queue.poll(); each != null; each = queue.poll()) {
            Mourner mourner = (Mourner) each;
            waiting.remove(mourner);
            ledger.collected(mourner.capacity);
            doomed.giveBack(mourner.capacity);
            mourner.charged.giveBack(mourner.capacity);
        }
    }

    private static final class Mourner extends PhantomReference<ByteBuffer> {
        private final int capacity;
        private final Budget charged;

        private Mourner(ByteBuffer root, ReferenceQueue<ByteBuffer> queue, Budget charged) {
            super(root, queue);
            this.capacity = root.capacity();
            this.charged = charged;
        }
    }
}
