package io.nowait.agent.rewrite;

import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.Handle;

/**
 * The classes that stand for {@code ByteBuffer::allocateDirect}, one a site, defined when first asked for.
 *
 * <p>Thread-safe without a lock: other agents' transformers run while a class is defined, and must not run under a lock
 * of ours. Two threads may define the same class; the second finds it there.
 */
final class References {
    private final ConcurrentHashMap<Integer, Boolean> defined = new ConcurrentHashMap<>();
    private final Definer definer;

    References(Definer definer) {
        this.definer = definer;
    }

    /** The handle that stands for {@code ByteBuffer::allocateDirect} at a site, its class defined. */
    Handle to(int site) {
        if (!defined.containsKey(site)) {
            definer.define(Dispatcher.referenceName(site), Dispatcher.referenceFile(site));
            defined.put(site, Boolean.TRUE);
        }
        return Dispatcher.referenceHandle(site);
    }
}
